/* What a browser with scripts adds: unsaved values counted and marked, sums as typed, rows pasted into the grid,
   sizes told before sending, files dropped. Nothing here is needed: every page works without. */
"use strict";
(function () {
  var FIELDS = "input[name], textarea[name], select[name]";

  function original(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    var chosen = field.querySelector("option[selected]") || field.options[0];
    return chosen ? chosen.value : "";
  }
  function changed(field) {
    if (field.type === "hidden" || field.type === "file" || field.type === "checkbox") return false;
    return field.value !== original(field);
  }
  function each(list, act) { Array.prototype.forEach.call(list, act); }

  function count(form) {
    var many = 0;
    each(form.querySelectorAll(FIELDS), function (field) {
      var is = changed(field);
      field.classList.toggle("dirty", is);
      field.title = is ? "原填 " + (original(field) || "（空着）") : "";
      many += is ? 1 : 0;
    });
    var bar = form.querySelector("[data-bar] b");
    if (bar) bar.textContent = many ? "改了 " + many + " 处，还没有保存。" : "还没有改动。";
    form.dataset.many = many;
  }

  /* Amounts in fen as whole numbers: no fraction is ever lost. */
  function fen(text) {
    var plain = text.replace(/[,，\s]/g, "");
    if (!/^\d{1,13}(\.\d{0,2})?$/.test(plain)) return 0;
    var parts = plain.split(".");
    return Number(parts[0]) * 100 + Number(((parts[1] || "") + "00").slice(0, 2));
  }
  function shown(amount) {
    var whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return whole + "." + ("0" + (amount % 100)).slice(-2);
  }
  function sums(part) {
    var total = part.querySelector("[data-total]"), control = part.querySelector("[data-control]");
    if (!total || !part.querySelector("input[data-sum]")) return;
    var sum = 0;
    each(part.querySelectorAll("input[data-sum]"), function (field) { sum += fen(field.value); });
    total.textContent = shown(sum);
    if (!control) return;
    var gap = sum - fen(control.dataset.control), told = part.querySelector("[data-gap]");
    told.textContent = gap ? (gap > 0 ? "多 " : "少 ") + shown(Math.abs(gap)) : "0.00，相等";
    told.parentNode.className = gap ? "bad" : "good";
  }

  each(document.querySelectorAll("form[data-unsaved]"), function (form) {
    form.addEventListener("input", function (event) {
      count(form);
      var part = event.target.closest(".sheetpart");
      if (part) sums(part);
    });
    form.addEventListener("submit", function () { form.dataset.many = 0; });
    count(form);
  });
  window.addEventListener("beforeunload", function (event) {
    var left = Array.prototype.some.call(document.querySelectorAll("form[data-unsaved]"), function (form) {
      return Number(form.dataset.many) > 0;
    });
    if (left) event.preventDefault();
  });

  /* The grid: Enter goes one row down, Ctrl+S saves, Esc restores, copied cells fill to the right and down. */
  function cellBelow(field, down, right) {
    var cell = field.closest("td"), row = cell.parentNode, n;
    for (n = 0; n < down && row; n++) row = row.nextElementSibling;
    var at = Array.prototype.indexOf.call(cell.parentNode.children, cell) + right;
    return row && row.children[at] ? row.children[at].querySelector(FIELDS) : null;
  }
  function put(field, text) {
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  }
  each(document.querySelectorAll("form[data-grid]"), function (form) {
    form.addEventListener("keydown", function (event) {
      var field = event.target;
      if (event.isComposing || !field.closest("td")) return;
      if (event.key === "Enter" && field.tagName === "INPUT") {
        var next = cellBelow(field, 1, 0);
        event.preventDefault();
        if (next) next.focus();
      } else if (event.key === "Escape") {
        put(field, original(field));
      }
    });
    form.addEventListener("paste", function (event) {
      var text = (event.clipboardData || {getData: String}).getData("text").replace(/\r?\n$/, "");
      var field = event.target;
      if (!/[\t\n]/.test(text) || field.tagName === "TEXTAREA" || !field.closest("td")) return;
      event.preventDefault();
      text.split(/\r?\n/).forEach(function (line, down) {
        line.split("\t").forEach(function (value, right) { put(cellBelow(field, down, right), value.trim()); });
      });
    });
  });
  document.addEventListener("keydown", function (event) {
    var form = document.querySelector("form[data-unsaved]");
    if (!form || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit();
  });

  /* Files: told when too large before anything is sent; dropped on the card. */
  each(document.querySelectorAll("form[data-largest]"), function (form) {
    var input = form.querySelector("input[type=file]");
    form.addEventListener("submit", function (event) {
      var most = Number(form.dataset.largest), told = form.querySelector(".toolarge");
      var large = Array.prototype.some.call(form.querySelectorAll("input[type=file]"), function (one) {
        return Array.prototype.some.call(one.files, function (file) { return file.size > most; });
      });
      if (!large) return;
      event.preventDefault();
      if (!told) {
        told = document.createElement("p");
        told.className = "msg err toolarge";
        told.setAttribute("role", "alert");
        form.appendChild(told);
      }
      told.textContent = "没有收下：文件超过 " + Math.round(most / 1048576) + " MB。多半是里面贴了图片，删掉图片再传。";
    });
    form.addEventListener("dragover", function (event) { event.preventDefault(); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });

  /* Whoever types is there: the hosted server ends a session in which nothing comes for half an hour. */
  var there = document.body.dataset.there, told = Date.now();
  if (there) document.addEventListener("input", function () {
    if (Date.now() - told < 300000) return;
    told = Date.now();
    fetch(there, {cache: "no-store"});
  });
}());
