"""People are known by name and title; offices and groups are none."""

import pytest

from assistant.understand.people import people_in


@pytest.mark.parametrize(
    ("text", "name"),
    [("山﨑委員は何と言いましたか", "山崎"), ("髙田会長の発言", "高田"), ("近藤宏一委員の意見", "近藤宏一")],
)
def test_a_name_is_read_in_everyday_kanji(text: str, name: str):
    (person,) = people_in(text)
    assert person.name == name
    assert person.is_in(f"{name}委員")


def test_a_name_is_found_in_whatever_shape_it_is_written():
    (person,) = people_in("山崎委員の発言")
    assert person.is_in("山﨑 委員")
    assert not person.is_in("山本委員")


@pytest.mark.parametrize(
    "text",
    [
        "民生委員に名簿を渡す件",
        "他の委員の意見",
        "各委員は何と",
        "教育委員会の諮問",
        "審議会会長の発言",
        "反対した委員",
        "お客さんが少ない路線",
        "患者さんの名前",
        "例示市さんの会議録",
    ],
)
def test_a_group_or_an_office_is_no_person(text: str):
    assert people_in(text) == ()
