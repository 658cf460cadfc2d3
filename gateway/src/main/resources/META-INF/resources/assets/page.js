// Follows the condition's changes and shows the new page in place.
const article = document.querySelector("article[data-changes]");
if (article && window.EventSource) {
  let due;
  const stream = new EventSource(article.dataset.changes);
  const refresh = () => {
    clearTimeout(due);
    due = setTimeout(async () => {
      const answer = await fetch(location.pathname);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("article[data-changes]");
      if (fresh) {
        article.innerHTML = fresh.innerHTML;
        article.dataset.changed = "";
      }
    }, 200);
  };
  ["safety", "regulatory", "evidence", "bibliographic", "rank", "rebuilt", "reset"]
    .forEach((kind) => stream.addEventListener(kind, refresh));
}
