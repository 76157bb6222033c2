// Completions: a few names at a time, asked for as somebody types.
let typing = 0;
function kindOf(input) {
  const part = input.closest(".or-completed");
  return ["speaker", "outlet", "document"].find((kind) => part?.classList.contains(`or-${kind}-names`));
}

async function complete(input) {
  const kind = kindOf(input), mine = ++typing, typed = input.value;
  const names = await onrecord.server.complete({ kind, typed }).catch(() => []);
  if (mine !== typing) return;
  const id = `or-offered-${kind}`;
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    document.body.append(list);
  }
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  input.setAttribute("list", id);
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(".or-completed input")) complete(event.target);
});
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.(".or-completed input")) return;
  // A name that was picked out of the list is not typed: it can be taken at once.
  const picked = !(event instanceof InputEvent) || event.inputType === "insertReplacementText";
  if (picked && input.closest(".or-filters") && input.value) {
    input.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
  } else {
    clearTimeout(input.waiting);
    input.waiting = setTimeout(() => complete(input), 120);
  }
});
