/* Cells copied in a spreadsheet and pasted into any field of a table go where the table takes them:
   into the box for rows, shown by the server before anything is taken. What the spreadsheet gives
   as HTML is read first, because its text does not tell marks in a cell from marks around it. */

"use strict";

(() => {
  document.addEventListener("paste", (event) => {
    const field = event.target.closest(".question input, .question textarea");
    const box = field?.closest(".question").querySelector("textarea[name$='-paste']:not([hidden])");
    if (!box || !(field === box || field.closest("fieldset.rows"))) return;
    const cells = cellsOf(event.clipboardData.getData("text/html"));
    const text = cells ?? event.clipboardData.getData("text/plain");
    const isColumn = cells !== null && (field === box || field.tagName === "INPUT"); // of one line
    if (!text.includes("\t") && !isColumn) return;
    event.preventDefault();
    if (field === box) return box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.value = text;
    box.closest("details").open = true;
    box.closest("details").querySelector("button[name=rows]").click();
  });

  /* More than the portal reads at once is told beside the box, before anything is sent. */

  document.addEventListener("click", (event) => {
    const box = event.target.closest("button[name=rows][value$=':paste']")
      ?.closest("details").querySelector("textarea[data-most]");
    if (!box) return;
    const size = new URLSearchParams({ [box.name]: box.value }).toString().length; // as it is sent
    const isTooLarge = size > Number(box.dataset.most);
    document.getElementById(`${box.id}_error`).hidden = !isTooLarge;
    if (!isTooLarge) return;
    event.preventDefault();
    event.stopPropagation();
    box.focus();
  }, true);

  /* The largest table as text with tabs; null where there is none, or a single cell. */

  function cellsOf(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const tables = [...page.querySelectorAll("table")];
    const [table] = tables.sort((one, other) => other.rows.length - one.rows.length);
    if (!table || table.querySelectorAll("td, th").length < 2) return null;
    const lines = [...table.rows].map(() => []);
    [...table.rows].forEach((row, down) => {
      for (const cell of row.cells) fill(lines, down, cell);
    });
    return lines.map((line) => Array.from(line, (text) => text ?? "").join("\t")).join("\n");
  }

  function fill(lines, down, cell) {
    const text = quoted(textOf(cell).replace(/\n+/g, "\n").trim());
    let across = 0;
    while (lines[down][across] !== undefined) across += 1;
    const rows = cell.rowSpan || lines.length - down; // 0: all the rows that follow
    for (const line of lines.slice(down, down + rows)) {
      for (let next = across; next < across + cell.colSpan; next += 1) line[next] = text;
    }
  }

  /* What a cell says: line breaks only where it has them, not where its source is broken. */

  function textOf(cell) {
    let text = "";
    for (const node of cell.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data.replace(/\s+/g, " ");
      else if (node.nodeName === "BR") text += "\n";
      else if (/^(P|DIV|LI)$/.test(node.nodeName)) text += `\n${textOf(node)}\n`;
      else if (node.nodeType === Node.ELEMENT_NODE) text += textOf(node);
    }
    return text.replace(/ *\n+ */g, "\n");
  }

  function quoted(text) {
    if (!/[\n\t]|^"/.test(text)) return text;
    return `"${text.replaceAll("\t", " ").replaceAll('"', '""')}"`;
  }
})();
