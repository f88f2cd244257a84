/* Files of a form are sent ahead, piece by piece, with progress; then the form goes as ever, and
   names them (files/arriving). What arrived before the line was cut is not sent again: a file is
   known by its SHA-256, so choosing the same one later goes on, too.

   A form says data-upload. Where this cannot run, or the form says data-upload="whole" (complaints:
   nothing of an anonymous photograph may stay on the way), it takes its files along by itself. */

"use strict";

(() => {
  if (!window.isSecureContext || !crypto.subtle) return;

  const SMALL = 64 * 1024; // bytes that need no progress
  const PIECE = 256 * 1024; // bytes: some seconds of a slow line
  const LARGEST_PIECE = 1024 * 1024; // as in files/arriving/views.py
  const QUICK = 1000; // ms
  const PAUSES = [1, 2, 5, 10, 30]; // seconds before the next try
  const CUT = "cut"; // the line
  const done = new WeakSet(); // forms whose files have arrived

  function hex(bytes) {
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const megabytes = (size) => `${(size / 1024 / 1024).toLocaleString("id-ID", ONE_DIGIT)} MB`;
  const cookie = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !("upload" in form.dataset) || done.has(form)) return;
    const inputs = [...form.querySelectorAll("input[type=file]")].filter((each) => each.files.length);
    const total = inputs.flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);
    if (!inputs.length) return;
    event.preventDefault();
    clear(form);
    const sending = [form, event.submitter, inputs, total];
    if (form.dataset.upload === "" && total > SMALL) carry(new Job(...sending));
    else take(...sending);
  }, true);

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-upload]").forEach(restore);
  });

  const clear = (form) =>
    form.querySelectorAll(".uploading:not(.too-large)").forEach((panel) => panel.remove());

  /* The form as it was, for whoever comes back or has cancelled. */

  function restore(form) {
    done.delete(form);
    clear(form);
    form.querySelectorAll("input[type=file]").forEach((input) => { input.disabled = false; });
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    release(form); // of romantik.js: the button may be pressed again
  }

  /* One sending: its panel, and what is asked for meanwhile. */

  class Job {
    constructor(form, button, inputs, total) {
      Object.assign(this, { form, button, inputs, total, begun: new Set(), isCancelled: false });
      this.files = inputs.flatMap((input) => [...input.files].map((file) => ({ input, file })));
      this.before = 0; // bytes of the files that have arrived
      this.quarter = 0;
      const panel = document.getElementById("kiriman").content.firstElementChild.cloneNode(true);
      this.panel = panel;
      this.bar = panel.querySelector("progress");
      panel.querySelector("[data-do=cancel]").addEventListener("click", () => this.cancel());
      this.again = panel.querySelector("[data-do=again]");
      (button?.closest(".actions") || button || form.lastElementChild).before(panel);
      form.querySelectorAll("[type=submit]") // until this has ended
        .forEach((one) => one.setAttribute("aria-disabled", "true"));
    }

    say(words) {
      this.panel.querySelector("[role=status]").textContent = words;
    }

    show(file, sent) {
      const all = Math.min(this.before + sent, this.total);
      const percent = Math.floor((100 * all) / this.total);
      this.bar.value = all / this.total;
      this.bar.textContent = `${percent} %`;
      this.panel.querySelector("[data-now]").textContent =
        `${percent} % · ${megabytes(all)} dari ${megabytes(this.total)}`;
      const quarter = Math.floor(percent / 25);
      if (quarter !== this.quarter) this.say(`Mengirim “${file.name}”, ${25 * quarter} % terkirim.`);
      this.quarter = quarter;
    }

    cancel() {
      this.isCancelled = true;
      this.request?.abort();
      this.wake?.();
    }

    /* Wait, at most so many seconds, for the line, the button or the end. */

    pause(seconds) {
      this.again.hidden = false;
      return new Promise((resolve) => {
        const timer = seconds && setTimeout(() => this.wake(), 1000 * seconds);
        this.wake = () => {
          clearTimeout(timer);
          window.removeEventListener("online", this.wake);
          this.again.hidden = true;
          this.wake = null;
          resolve();
        };
        window.addEventListener("online", this.wake);
        this.again.onclick = this.wake;
      });
    }
  }

  /* The form takes its files along; one that was changed since would lead to the browser's own page
     of errors, and what was typed would be gone. */

  async function take(form, button, inputs, total) {
    try {
      for (const file of inputs.flatMap((input) => [...input.files])) await read(file, 1);
    } catch (trouble) {
      if (trouble.words) return stopped(new Job(form, button, inputs, total), trouble.words);
    }
    done.add(form);
    release(form);
    form.requestSubmit(button);
  }

  async function read(file, size = file.size) {
    try {
      return await file.slice(0, size).arrayBuffer();
    } catch {
      throw { words: `“${file.name}” berubah atau dipindahkan sejak dipilih. Pilih lagi berkasnya.` };
    }
  }

  async function carry(job) {
    const arrived = [];
    try {
      for (const { input, file } of job.files) {
        job.say(`Mengirim “${file.name}” …`);
        job.show(file, 0);
        const bytes = await read(file);
        const digest = hex(await crypto.subtle.digest("SHA-256", bytes));
        job.begun.add(digest);
        await send(job, file, bytes, digest);
        job.before += file.size;
        arrived.push([`${input.name}-kiriman`, `${digest}/${file.name}`]);
      }
    } catch (trouble) {
      if (job.isCancelled) return cancelled(job);
      if (trouble?.words) return stopped(job, trouble.words);
      arrived.length = 0; // as ever, then: the form takes its files along
    }
    finish(job, arrived);
  }

  async function send(job, file, bytes, digest) {
    const ask = (from, size) => post(job, file, bytes.slice(from, from + size), digest, from);
    let offset = await persist(job, file, () => ask(0, 0));
    let size = PIECE;
    while (offset < file.size) {
      const began = performance.now();
      offset = await persist(job, file, () => ask(offset, size));
      size = performance.now() - began < QUICK ? Math.min(2 * size, LARGEST_PIECE) : PIECE;
    }
  }

  /* Try until it succeeds, the person has cancelled, or the portal says no. */

  async function persist(job, file, deed) {
    for (let tries = 0; ; tries += 1) {
      if (job.isCancelled) throw new Error();
      try {
        const offset = await deed();
        if (tries) job.say(`Tersambung lagi. Melanjutkan “${file.name}” …`);
        return offset;
      } catch (trouble) {
        if (job.isCancelled || !(trouble === CUT || trouble.isSession)) throw trouble;
        job.say(trouble === CUT
          ? "Sambungan terputus. Yang sudah terkirim aman; dilanjutkan sendiri begitu tersambung."
          : "Sesi Anda berakhir. Masuk lagi di tab lain, lalu tekan Lanjutkan sekarang.");
        await job.pause(trouble === CUT ? PAUSES[Math.min(tries, PAUSES.length - 1)] : 0);
        if (trouble.isSession) job.form.elements.csrfmiddlewaretoken.value = cookie();
      }
    }
  }

  /* One piece, or none to ask where to go on; gives from where on the next is due. */

  function post(job, file, piece, digest, offset) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      job.request = request;
      request.open("POST", `/kiriman/${digest}/?mulai=${offset}&panjang=${file.size}`);
      headers(job).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.setRequestHeader("Content-Type", "application/offset+octet-stream");
      request.timeout = 120000;
      request.upload.onprogress = (event) => job.show(file, offset + event.loaded);
      request.onerror = () => reject(CUT);
      request.ontimeout = () => reject(CUT);
      request.onabort = () => reject(CUT);
      request.onload = () => {
        const told = parsed(request.responseText);
        if (request.status === 200 && told && "offset" in told) {
          job.show(file, told.offset);
          resolve(told.offset);
        } else if (request.status >= 500) reject(CUT);
        else if ([401, 403].includes(request.status)) reject({ isSession: true });
        else reject({ words: told?.words });
      };
      request.send(piece);
    });
  }

  function headers(job) {
    const token = cookie() || job.form.elements.csrfmiddlewaretoken.value;
    return [["X-CSRFToken", token], ["X-Person", document.body.dataset.person || ""]];
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  function cancelled(job) {
    for (const digest of job.begun) {
      const asked = { method: "DELETE", headers: headers(job), keepalive: true };
      fetch(`/kiriman/${digest}/`, asked).catch(() => {}); // else it is swept
    }
    stopped(job, "Pengiriman dibatalkan. Tidak ada yang disimpan.");
  }

  function stopped(job, words) {
    restore(job.form);
    job.panel.querySelectorAll("progress, button, [data-now]").forEach((each) => each.remove());
    job.inputs[0].closest(".question").append(job.panel);
    job.say(words);
    job.inputs[0].focus();
  }

  function finish(job, arrived) {
    const hidden = ([name, value]) => {
      const field = document.createElement("input");
      job.panel.append(Object.assign(field, { type: "hidden", name, value }));
    };
    if (arrived.length) {
      arrived.forEach(hidden);
      job.inputs.forEach((input) => { input.disabled = true; });
      job.say("Terkirim. Memeriksa berkas …");
    }
    job.panel.querySelectorAll("button").forEach((each) => each.remove());
    done.add(job.form);
    release(job.form);
    job.form.requestSubmit(job.button);
  }
})();
