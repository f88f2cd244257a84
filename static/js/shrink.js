/* A file above the limit is met before it is sent: a photograph is made smaller in this browser if
   the person agrees, for other kinds the page says how. The original is changed by nobody.

   Forms say data-upload; the words stand in templates/parts/uploading.html. */

"use strict";

(() => {
  const LARGEST = 10 * 1024 * 1024; // bytes, as in files/sniffing.py
  const WANTED = 4 * 1024 * 1024;
  const SIDES = [4000, 3000, 2300, 1700]; // pixels of the longer side, tried one after the other
  const QUALITY = 0.85;

  const megabytes = (size) =>
    `${(size / 1024 / 1024).toLocaleString("id-ID", { maximumFractionDigits: 1 })} MB`;
  const isPicture = (file) => file.type.startsWith("image/");
  const uploads = (input) => input?.type === "file" && input.form && "upload" in input.form.dataset;

  document.addEventListener("change", (event) => {
    if (uploads(event.target)) look(event.target);
  });

  document.addEventListener("submit", (event) => {
    const panel = event.target.querySelector(".too-large");
    if (!("upload" in event.target.dataset) || !panel) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    release(event.target); // of romantik.js: the button may be pressed again
    panel.querySelector("[data-said]").textContent += " Selesaikan ini dahulu.";
    panel.querySelector("button:not([hidden])").focus();
  }, true);

  function look(input) {
    input.form.querySelectorAll(".too-large").forEach((panel) => panel.remove());
    for (const file of [...input.files].reverse()) {
      if (file.size > LARGEST) input.after(offer(input, file));
    }
  }

  function offer(input, file) {
    const panel = document.getElementById("terlalu-besar").content.firstElementChild.cloneNode(true);
    const say = (words) => { panel.querySelector("[data-said]").textContent = words; };
    const show = (...names) => panel.querySelectorAll("[data-do]").forEach((button) => {
      button.hidden = !names.includes(button.dataset.do);
    });
    const first = () => {
      say(`“${file.name}” ${megabytes(file.size)}, lebih besar dari 10 MB.`);
      show(...(isPicture(file) ? ["shrink", "leave"] : ["leave"]));
      help(panel, file);
    };
    let smaller = null;

    const deeds = {
      leave: () => put(input, file, null),
      keep: first,
      use: () => put(input, file, smaller),
      async shrink() {
        show();
        say(`Memperkecil “${file.name}” …`);
        smaller = await shrunk(file, panel.querySelector("progress"));
        if (!smaller) {
          say(`“${file.name}” tidak dapat diperkecil di sini.`);
          help(panel, file, "other");
          return show("leave");
        }
        say(`“${file.name}”: dari ${megabytes(file.size)} menjadi ${megabytes(smaller.size)}.`);
        const link = panel.querySelector("a");
        Object.assign(link, { href: URL.createObjectURL(smaller), target: "_blank" });
        link.parentElement.hidden = false;
        show("use", "keep");
        panel.querySelector("[data-do=use]").focus();
      },
    };
    panel.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
    first();
    return panel;
  }

  /* What can be done about a file that is not made smaller here. */

  function help(panel, file, kind = "") {
    const ending = file.name.split(".").pop().toLowerCase();
    const known = { pdf: "pdf", docx: "office", xlsx: "office" };
    const wanted = kind || (isPicture(file) ? "" : known[ending] || "other");
    panel.querySelectorAll("[data-for]").forEach((words) => {
      words.hidden = words.dataset.for !== wanted;
    });
    panel.querySelector("a").parentElement.hidden = true;
  }

  /* In the place of a file its smaller version, or none. */

  function put(input, file, instead) {
    const held = new DataTransfer();
    for (const each of input.files) {
      if (each !== file) held.items.add(each);
      else if (instead) held.items.add(instead);
    }
    input.files = held.files;
    look(input);
    input.focus();
  }

  async function shrunk(file, progress) {
    progress.hidden = false;
    progress.max = SIDES.length + 1;
    progress.value = 0;
    try {
      const picture = await createImageBitmap(file); // upright, as its EXIF says
      let blob = null;
      for (const side of SIDES) {
        progress.value += 1;
        blob = await drawn(picture, side);
        if (blob.size <= WANTED) break;
      }
      if (blob.size > LARGEST || blob.size >= file.size) return null;
      return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
    } catch {
      return null; // a kind of picture that this browser cannot read
    } finally {
      progress.hidden = true;
    }
  }

  function drawn(picture, side) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const brush = canvas.getContext("2d");
    brush.fillStyle = "white";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.imageSmoothingQuality = "high";
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed()), "image/jpeg", QUALITY);
    });
  }
})();
