// The source view: opens beside the page, or over it where there is no room.
const onrecord = (window.onrecord = Object.assign(window.onrecord ?? {}, {}));
const narrow = matchMedia("(max-width: 1023px)");
const source = { opener: null, asked: 0 };

const panel = () => document.getElementById("or-source");
const around = () => {
  const holder = panel().closest(".block") ?? panel().parentElement;
  return [...holder.parentElement.children].filter((part) => part !== holder);
};

function settle() {
  const open = !panel().hidden;
  document.body.classList.toggle("or-reading", open);
  const over = open && narrow.matches;
  if (over) {
    panel().setAttribute("role", "dialog");
    panel().setAttribute("aria-modal", "true");
  } else {
    panel().removeAttribute("role");
    panel().removeAttribute("aria-modal");
  }
  for (const part of around()) part.inert = over;
}

async function openSource(link) {
  const mine = ++source.asked;
  source.opener = link;
  document.querySelectorAll(".or-opened").forEach((one) => one.classList.remove("or-opened"));
  link.classList.add("or-opened");
  const body = document.getElementById("or-source-body");
  panel().hidden = false;
  body.innerHTML = '<p class="or-pending"><span class="or-dots" aria-hidden="true"><i></i><i></i><i></i></span>Opening the document</p>';
  panel().setAttribute("aria-busy", "true");
  settle();
  panel().focus({ preventScroll: true });
  let html;
  try {
    html = (await onrecord.server.source(JSON.parse(link.dataset.source))).html;
  } catch {
    html = '<p class="or-problem" role="alert">The document could not be fetched. Is On Record still running?</p>';
  }
  if (mine !== source.asked || panel().hidden) return;
  body.innerHTML = html;
  panel().removeAttribute("aria-busy");
  toQuote();
  say(body.querySelector(".or-title")?.textContent);
}

function toQuote() {
  const mark = document.getElementById("or-quote");
  if (!mark) return;
  // Twice: blocks that come into sight get their true height only then.
  mark.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => mark.scrollIntoView({ block: "center" }));
}

function closeSource() {
  if (panel().hidden) return;
  source.asked++;
  panel().hidden = true;
  settle();
  let opener = source.opener;
  if (opener && !opener.isConnected) {
    // The list it stood in was drawn again.
    opener = [...document.querySelectorAll("[data-source]")].find(
      (one) => one.dataset.source === source.opener.dataset.source
    );
  }
  document.querySelectorAll(".or-opened").forEach((one) => one.classList.remove("or-opened"));
  opener?.focus();
}

function say(text) {
  const status = document.getElementById("or-status");
  if (status && text) status.textContent = text;
}

narrow.addEventListener("change", settle);
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-source]");
  if (link) {
    // Not followed: with a query in the page's address it would load the page again.
    event.preventDefault();
    openSource(link);
  } else if (event.target.closest("#or-close")) closeSource();
  else if (event.target.closest("#or-to-quote")) {
    toQuote();
    document.getElementById("or-quote")?.focus({ preventScroll: true });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.or-menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else closeSource();
});
