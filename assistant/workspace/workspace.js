// Runs before Gradio: language and theme, then what clicks do without a server.
"use strict";

const senrei = (() => {
  const KEPT = 50; // conversations
  const ROOM = 3_000_000; // characters of JSON; browsers give a page about 5 million

  const remembered = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private windows refuse; the choice then lasts for the page */ }
  };

  // Gradio shows the labels of the browser's language; here the reader chooses, and Japanese is what is not chosen.
  const language = remembered("senrei.language") === "en" ? "en" : "ja";
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });
  document.documentElement.lang = language;

  const chosenTheme = remembered("senrei.theme");
  const address = new URL(location.href);
  if (chosenTheme && !address.searchParams.has("__theme")) {
    address.searchParams.set("__theme", chosenTheme);
    history.replaceState(history.state, "", address);
  }

  const narrow = () => matchMedia("(max-width: 899px)").matches;
  const find = (selector, button) =>
    document.querySelector(`${selector}[data-turn="${button.dataset.turn}"][data-marker="${button.dataset.marker}"]`);

  const flash = (element) => {
    element.classList.remove("flash");
    void element.offsetWidth; // lets the animation start again
    element.classList.add("flash");
  };

  const reveal = (element, block = "center") => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
  };

  const showTurn = (turn) => {
    document.querySelectorAll("#cards .cards").forEach((section) => { section.hidden = section.dataset.turn !== turn; });
  };

  const toCard = (marker) => {
    document.body.classList.remove("reading");
    if (narrow()) document.body.classList.add("sheet");
    showTurn(marker.dataset.turn);
    const card = find("#cards .card", marker);
    if (!card) return;
    document.querySelectorAll("#cards .card.chosen").forEach((other) => other.classList.remove("chosen"));
    card.classList.add("chosen");
    reveal(card, "nearest");
    card.focus({ preventScroll: true });
    flash(card);
  };

  const toAnswer = (number) => {
    document.body.classList.remove("sheet");
    const marker = find("#talk .marker", number);
    if (!marker) return;
    reveal(marker);
    marker.focus({ preventScroll: true });
    flash(marker);
  };

  const toMark = (paper) => {
    const mark = paper.querySelector("mark.current");
    (mark ?? paper.querySelector(".paper-head"))?.scrollIntoView({ block: mark ? "center" : "start" });
    paper.querySelector(".paper-head")?.focus({ preventScroll: true });
  };

  // Makes room for the document at once; the server is asked only for one that is not there yet.
  const shownAlready = (wanted) => {
    document.body.classList.add("reading");
    if (narrow()) document.body.classList.add("sheet");
    const paper = document.querySelector("#paper .paper");
    const same = paper?.dataset.turn === wanted.turn && paper?.dataset.marker === wanted.marker;
    if (same) toMark(paper);
    else paper?.classList.add("loading");
    return same;
  };

  let opener = null; // what the reader came from

  const startReading = (button) => {
    opener = button;
    document.body.classList.add("reading");
    document.querySelector("#paper .paper")?.classList.add("loading");
  };

  const stopReading = () => {
    document.body.classList.remove("reading");
    opener?.focus();
  };

  const copy = async (button) => {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1600);
  };

  const switches = {
    language: () => {
      remember("senrei.language", language === "ja" ? "en" : "ja");
      location.reload();
    },
    theme: () => {
      const theme = document.body.classList.toggle("dark") ? "dark" : "light";
      remember("senrei.theme", theme);
      const here = new URL(location.href);
      here.searchParams.set("__theme", theme);
      history.replaceState(history.state, "", here);
    },
  };

  // What a button asks before it is sent on; null stops it.
  const asked = (button, element) => {
    const data = { ...button.dataset };
    if (data.sure !== undefined && !confirm(data.sure)) return null;
    if (data.askName !== undefined) {
      data.name = prompt("相談の名前", data.askName);
      if (!data.name) return null;
    }
    const boxes = [...element.querySelectorAll("input[name=precedent]")];
    if (boxes.length) data.ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    return data;
  };

  const listen = (element, trigger, watch, events) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-send], [data-note]");
      if (!button || button.disabled) return;
      if (button.dataset.note !== undefined) {
        const note = prompt("この回答へのメモ（このブラウザーに残ります）", button.dataset.note);
        if (note !== null) trigger("judge", { turn: button.dataset.turn, note });
        return;
      }
      const data = asked(button, element);
      if (!data || !events.includes(data.send)) return;
      if (data.send === "open" && shownAlready(data)) return;
      if (data.send === "resume") closeDrawer();
      if (data.send === "read" || data.send === "draft") startReading(button);
      if (data.send === "back") {
        if (data.marker) toCard(button);
        else stopReading();
        return;
      }
      trigger(data.send, data);
    });
    watch("value", () => {
      const paper = element.querySelector(".paper");
      paper?.classList.remove("loading");
      if (paper) toMark(paper);
      else if (element.querySelector(".turns")) follow(element);
      // What the user ticked is a property; what the server says is the attribute.
      element.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = box.hasAttribute("checked"); });
      if (element.closest("#paper") && !element.querySelector(".paper")) document.body.classList.remove("reading");
    });
  };

  // After a while the seconds are told, so that a slow answer does not look like a dead one.
  setInterval(() => {
    const elapsed = document.querySelector(".waiting .elapsed");
    if (!elapsed) return;
    elapsed.dataset.seconds = Number(elapsed.dataset.seconds ?? 0) + 1;
    if (elapsed.dataset.seconds > 2) elapsed.textContent = `${elapsed.dataset.seconds}秒`;
  }, 1000);

  // The talk follows what is new in it: the last question goes to the top, when it is asked and when it is answered.
  const follow = (element) => {
    const questions = element.querySelectorAll(".asked");
    const last = questions[questions.length - 1];
    const state = `${questions.length} ${element.querySelector(".waiting") ? "asked" : "answered"}`;
    if (!last || element.dataset.state === state) return;
    element.dataset.state = state;
    reveal(last, "start");
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, a");
    if (!target) return;
    if (target.matches(".marker")) toCard(target);
    else if (target.matches("[data-back]")) toAnswer(target);
    else if (target.dataset.copy !== undefined) copy(target);
    else if (target.dataset.focus) document.querySelector(target.dataset.focus)?.focus();
    else if (target.dataset.switch) switches[target.dataset.switch]();
    else if (target.matches(".fold-switch")) target.ariaExpanded = String(target.ariaExpanded !== "true");
    else if (target.dataset.sheet === "open") {
      showTurn(target.dataset.turn);
      document.body.classList.remove("reading");
      document.body.classList.add("sheet");
    } else if (target.dataset.sheet === "close") document.body.classList.remove("sheet");
  });

  document.addEventListener("keydown", (event) => {
    // The Enter that ends a kana-kanji conversion is not the one that sends; Gradio does not tell them apart.
    if (event.isComposing || event.keyCode === 229) {
      event.stopPropagation();
      return;
    }
    if (event.key !== "Escape" || event.target.matches('[aria-expanded="true"]:not(.fold-switch)')) return;
    if (document.body.classList.contains("history")) closeDrawer();
    else if (document.body.classList.contains("reading")) document.querySelector('#paper [data-send="back"]')?.click();
    else document.body.classList.remove("sheet");
  }, true);

  // One key each for what the page asks: it presses the button that bears it in data-keys, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const judging = event.target.closest("#judging");
    const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (judging && (saves || event.key === "Escape")) event.target.blur();
    if (judging && saves) document.querySelector("#save-right")?.click();
    if (event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const pressed = [...document.querySelectorAll("[data-keys]")].find((button) => button.dataset.keys.split(" ").includes(event.key));
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });

  // Puts the conversation on top of the kept ones, within what the browser has room for, and its link into the address.
  const keep = (thread, shelf) => {
    if (!thread?.turns?.length) return shelf ?? [];
    const here = new URL(location.href);
    here.searchParams.set("c", thread.id);
    history.replaceState(history.state, "", here);
    const kept = [thread, ...(shelf ?? []).filter((other) => other.id !== thread.id)].slice(0, KEPT);
    while (kept.length > 1 && JSON.stringify(kept).length > ROOM) kept.pop();
    return kept;
  };

  let fill;
  const filled = new Promise((resolve) => { fill = resolve; });

  let shelved = new Map(); // id of a conversation to its text

  const openDrawer = (shelf) => {
    const text = (kept) => [kept.name, ...kept.turns.flatMap((turn) => [turn.question, turn.answer.answer])].join("\n");
    shelved = new Map((shelf ?? []).map((kept) => [kept.id, text(kept)]));
    document.body.classList.add("history");
    setTimeout(() => document.querySelector("#history-search :is(textarea, input)")?.focus(), 50);
  };

  const closeDrawer = () => {
    document.body.classList.remove("history");
    document.getElementById("past")?.focus();
  };

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#history-search")) return;
    const words = event.target.value.split(/\s+/);
    const items = [...document.querySelectorAll(".shelf li")];
    items.forEach((item) => {
      const text = (shelved.get(item.dataset.id) ?? "") + item.textContent;
      item.hidden = !words.every((word) => text.includes(word));
    });
    const nothing = document.querySelector("#shelved .nothing");
    if (nothing) nothing.hidden = !items.length || items.some((item) => !item.hidden);
  });

  // The right value is filled with the present one when it is asked for: not over what was typed since then.
  let given = ""; // what stood there when it was asked for

  const unchanged = { __type__: "update" };

  const asking = (value) => { given = value; };

  const choose = (present, target, field, value) => {
    const found = present?.target === target ? present.fields[field] : undefined;
    given = found ? found.value : value;
    return found ? { ...unchanged, value: found.value, info: found.hint } : unchanged;
  };

  const offer = (present, target, field, value) => {
    const found = present?.target === target ? present.fields[field] : undefined;
    if (!found) return unchanged;
    if (value === given || value === present.saved) return choose(present, target, field, value);
    return { ...unchanged, info: found.hint };
  };

  const download = (id) => setTimeout(() => document.getElementById(id)?.click(), 50);

  return { listen, fill, filled, keep, openDrawer, closeDrawer, asking, choose, offer, download };
})();
