// A button beside each block of code that copies it: of a session what was typed, without prompts and answers.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  function typed(block) {
    var session = block.closest(".highlight-pycon, .highlight-console"), lines = block.textContent.replace(/\n$/, "").split("\n");
    if (!session) return lines.join("\n");
    return lines.filter(function (line) { return /^(>>> |\.\.\. |\.\.\.$|\$ )/.test(line); })
      .map(function (line) { return line.replace(/^(>>> |\.\.\. ?|\$ )/, "").replace(/ {2,}# .*$/, ""); }).join("\n");
  }
  document.querySelectorAll("div.highlight").forEach(function (box) {
    var block = box.querySelector("pre"), button = document.createElement("button");
    if (!block || box.closest(".cell_output")) return;
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(typed(block)).then(
        function () { button.textContent = "Copied"; },
        function () { button.textContent = "Could not copy"; }
      ).then(function () { setTimeout(function () { button.textContent = "Copy"; }, 1800); });
    });
    box.appendChild(button);
  });
});
