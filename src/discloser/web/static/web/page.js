/* What a browser with scripts adds: unsaved values counted and marked, sizes told before sending. */
"use strict";
(function () {
  function fields(form) {
    return form.querySelectorAll("input[name], textarea[name], select[name]");
  }
  function original(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    var chosen = field.querySelector("option[selected]") || field.options[0];
    return chosen ? chosen.value : "";
  }
  function changed(field) {
    return field.type !== "hidden" && field.type !== "file" && field.value !== original(field);
  }
  function count(form) {
    var many = 0;
    fields(form).forEach(function (field) {
      var is = changed(field);
      field.classList.toggle("dirty", is);
      many += is ? 1 : 0;
    });
    var bar = form.querySelector("[data-bar] b");
    if (bar) bar.textContent = many ? "改了 " + many + " 处，还没有保存。" : "还没有改动。";
    form.dataset.many = many;
  }
  document.querySelectorAll("form[data-unsaved]").forEach(function (form) {
    form.addEventListener("input", function () { count(form); });
    form.addEventListener("submit", function () { form.dataset.many = 0; });
    count(form);
  });
  window.addEventListener("beforeunload", function (event) {
    var left = Array.prototype.some.call(document.querySelectorAll("form[data-unsaved]"), function (form) {
      return Number(form.dataset.many) > 0;
    });
    if (left) event.preventDefault();
  });
  document.querySelectorAll("form[data-largest]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      var most = Number(form.dataset.largest), told = form.querySelector(".toolarge");
      var large = Array.prototype.some.call(form.querySelectorAll("input[type=file]"), function (input) {
        return Array.prototype.some.call(input.files, function (file) { return file.size > most; });
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
  });
}());
