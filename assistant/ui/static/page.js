// Downloads: texts and files from the server, saved, and texts copied.
let lastDownload = "";
onrecord.startDownload = async (message) => {
  if (!message) return;
  const { id, copy, name, type, text, base64 } = JSON.parse(message);
  if (id === lastDownload) return;
  lastDownload = id;
  if (copy) {
    say((await copied(text)) ? "Copied, with its sources." : "The browser did not allow copying.");
    return;
  }
  const link = document.createElement("a");
  const content = base64 === undefined ? text : Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const kind = base64 === undefined ? `${type};charset=utf-8` : type;
  link.href = URL.createObjectURL(new Blob([content], { type: kind }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(`Saved as ${name}.`);
};

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure connection there is only the old way.
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// At /?view=api Gradio takes the API's documentation for shown, but loads it only when its
// button is pressed, which the style sheet hides: closed once, it opens.
if (new URLSearchParams(location.search).get("view") === "api") {
  const open = () => {
    const button = document.querySelector(".show-api");
    if (!button) return void setTimeout(open, 100);
    button.click();
    setTimeout(() => button.click(), 100);
  };
  open();
}

// Escape, or an emptied box, ends the changing of a question: the next one is a new one.
const box = () => document.querySelector("#or-ask textarea");
const leave = () => document.querySelector("#or-editing [data-act=leave]");
function empty() {
  box().value = "";
  box().dispatchEvent(new Event("input", { bubbles: true }));
  box().focus();
}
document.addEventListener("click", (event) => {
  if (event.target.closest("#or-editing [data-act=leave]") && box().value) empty();
});
document.addEventListener("input", (event) => {
  if (event.target === box() && !event.target.value) leave()?.click();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === box()) leave()?.click();
});

// Where somebody goes on writing, the cursor already stands.
document.addEventListener("click", (event) => {
  if (event.target.closest("#or-conversation [data-act=edit], #or-conversations [data-act=new]")) {
    document.querySelector("#or-ask textarea")?.focus();
  }
});
let describing = false;
function keepFocus() {
  const field = document.querySelector("#or-describe input");
  if (field && !describing) field.focus();
  describing = field !== null;
}

// A menu closes when something else is clicked.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.or-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Gradio's accordions don't say whether they are open, and its tabs know no arrow keys.
function tellOpen() {
  for (const button of document.querySelectorAll(".gr-accordion > .label-wrap")) {
    button.setAttribute("aria-expanded", String(button.nextElementSibling?.style.display !== "none"));
  }
}
document.addEventListener("click", () => requestAnimationFrame(tellOpen));
document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const tab = event.target.closest?.("[role=tab]");
  if (!step || !tab) return;
  const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
});

// What was asked for comes into sight, above the question box: how high that is, style.css needs
// to know.
let rated = null;
let problem = null;
document.addEventListener("click", (event) => {
  rated = event.target.closest("#or-conversation [data-act=rate]")?.dataset.number ?? null;
  // The same words again, of another press, are in the same element.
  if (event.target.closest(":is(#or-describe, #or-documents) button")) problem = null;
});
function keepInSight() {
  const form = rated && document.getElementById(`comment-${rated}`)?.form;
  if (form) {
    rated = null;
    form.scrollIntoView({ block: "nearest" });
  }
  const told = document.querySelector("#or-describe .or-hint, #or-progress .or-problem");
  if (told && told !== problem) told.scrollIntoView({ block: "center" });
  problem = told;
}
new ResizeObserver(([composer]) => {
  const height = Math.ceil(composer.target.offsetHeight);
  document.querySelector(".gradio-container").style.setProperty("--or-composer", `${height}px`);
}).observe(document.getElementById("or-composer"));

// What Gradio draws, made fit: native date fields, and news for screen readers.
let shown = "";
function keepUp() {
  tellOpen();
  keepFocus();
  keepInSight();
  for (const input of document.querySelectorAll(".or-date input:not([type=date])")) input.type = "date";
  // Its label hides what stands on it from screen readers.
  const fields = document.querySelectorAll(":is(#or-upload, #or-test-set, #or-draft-file) button.upload-container");
  for (const field of fields) field.removeAttribute("aria-label");
  const exchanges = document.querySelectorAll("#or-conversation .or-exchange");
  const last = exchanges[exchanges.length - 1];
  const now = last ? `${last.id} ${last.dataset.announce}` : "";
  if (now === shown) return;
  shown = now;
  if (!last) return;
  say(last.dataset.announce);
  last.scrollIntoView({ block: "start" });
}
let due = false;
new MutationObserver(() => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    keepUp();
  });
}).observe(document.body, { childList: true, subtree: true });
keepUp();
