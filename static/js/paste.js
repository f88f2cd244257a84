/* Cells copied in a spreadsheet and pasted into any field of a table go where the table takes them:
   into the box for rows, drawn and checked by the server before anything is saved. */

"use strict";

document.addEventListener("paste", (event) => {
  const field = event.target.closest("fieldset.rows input, fieldset.rows textarea");
  const text = event.clipboardData.getData("text/plain");
  if (!field || !text.includes("\t")) return;
  const table = field.closest(".question");
  const box = table.querySelector("textarea[name$='-paste']");
  event.preventDefault();
  box.value = text;
  box.closest("details").open = true;
  box.closest("details").querySelector("button[name=rows]").click();
});
