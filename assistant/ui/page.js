() => {
  // A marker brings its source into view; focus tells the keyboard and the screen reader.
  // The link itself is not followed: with a query in the page's address it would reload it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.or-marker");
    if (!link) return;
    event.preventDefault();
    const card = document.getElementById(link.getAttribute("href").slice(1));
    if (!card) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.querySelector("mark")?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    card.focus({ preventScroll: true });
  });

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

  const conversation = document.getElementById("or-conversation");
  const status = document.getElementById("or-status");
  let shown = "";
  new MutationObserver(() => {
    const exchanges = conversation.querySelectorAll(".or-exchange");
    const last = exchanges[exchanges.length - 1];
    if (!last) return;
    const now = `${last.id} ${last.dataset.announce}`;
    if (now === shown) return;
    shown = now;
    status.textContent = last.dataset.announce;
    last.scrollIntoView({ block: "start" });
  }).observe(conversation, { childList: true, subtree: true });
}
