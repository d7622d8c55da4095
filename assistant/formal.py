"""Citations as a 答申 or a 起案 would write them."""

from corpus.fictional import MARK
from corpus.language import to_japanese
from corpus.model import DocumentKind, Header, Role


def formal(header: Header, speaker: str | None, role: Role, page: int | None) -> str:
    """Format a citation: 第74回架空市個人情報保護審議会会議録（令和4年1月21日）委員発言, or 架空市…審査会答申第12号（…）3頁."""
    fictional = MARK if header.fictional else ""
    council = header.council or header.municipality or header.name
    place = f"（{page}頁）" if page else ""
    if header.kind is DocumentKind.REPORT:
        return f"{fictional}{council}{header.number or '答申'}{_report_date(header)}{place}"
    record = (
        "会議概要"
        if header.kind is DocumentKind.SUMMARY
        else "会議録"
        if header.kind is DocumentKind.MINUTES
        else ""
    )
    day = f"（{to_japanese(header.held_on)}）" if header.held_on else ""
    return f"{fictional}{header.meeting or ''}{council}{record}{day}{_said(speaker, role)}{place}"


def _report_date(header: Header) -> str:
    if header.issued_on:
        return f"（{to_japanese(header.issued_on)}）"
    if header.consulted_on:
        number = header.consultation_number or ""
        return f"（{to_japanese(header.consulted_on)}付け{number}諮問に対するもの）"
    return ""


def _said(speaker: str | None, role: Role) -> str:
    if role is Role.COUNCIL:
        return "審議結果"
    if role is Role.UNKNOWN:
        return ""
    return f"{speaker or role.value}発言"
