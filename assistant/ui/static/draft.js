// The report on a draft: from a mark to what is said of it, and back.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-place]");
  if (!link) return;
  // Not followed: with a query in the page's address it would load the page again.
  event.preventDefault();
  const place = document.getElementById(link.dataset.place);
  if (!place) return;
  const hiding = document.getElementById("or-hide-confirmed");
  if (hiding?.checked && place.closest(".or-confirmed")) hiding.click();
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
});
