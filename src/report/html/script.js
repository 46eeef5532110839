"use strict";
// Everything is there without this script; it lets the reader order the scenarios and copy texts.
(function () {
  function sortable(table) {
    var status = document.getElementById("sorted");
    var rows = Array.from(table.rows).filter(function (row) { return row.cells.length > 1; });
    var cells = rows.map(function (row) { return Array.from(row.cells).slice(1); });
    var first = cells[0].map(function (_, at) { return at; });
    var sorted = null, direction = 0;
    function place(order) {
      rows.forEach(function (row, at) { order.forEach(function (column) { row.append(cells[at][column]); }); });
    }
    function value(at, column) {
      var found = cells[at][column].dataset.value;
      return found === undefined ? NaN : Number(found);
    }
    function by(at, sign) {
      return first.slice().sort(function (a, b) {
        var x = value(at, a), y = value(at, b);
        // Scenarios without the figure come last in either order.
        if (isNaN(x) || isNaN(y)) { return isNaN(x) - isNaN(y) || a - b; }
        return sign * (x - y) || a - b;
      });
    }
    function choose(at, head, name) {
      direction = sorted === head ? (direction + 1) % 3 : 1;
      if (sorted) { sorted.removeAttribute("aria-sort"); }
      sorted = head;
      if (direction === 0) { place(first); status.textContent = ""; return; }
      place(by(at, direction === 1 ? -1 : 1));
      head.setAttribute("aria-sort", direction === 1 ? "descending" : "ascending");
      status.textContent = table.dataset.sorted + name;
    }
    rows.forEach(function (row, at) {
      var head = row.cells[0];
      if (head.scope !== "row" || !cells[at].some(function (cell) { return cell.dataset.value !== undefined; })) { return; }
      var button = document.createElement("button");
      var name = head.textContent;
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", function () { choose(at, head, name); });
      head.replaceChildren(button);
    });
    document.querySelectorAll(".scripted").forEach(function (one) { one.hidden = false; });
  }
  function copyable(box) {
    if (!navigator.clipboard) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = box.dataset.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(box.querySelector("pre").textContent).then(function () {
        button.textContent = box.dataset.copied;
        setTimeout(function () { button.textContent = box.dataset.copy; }, 2000);
      });
    });
    box.append(button);
  }
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll(".copy").forEach(copyable);
})();
