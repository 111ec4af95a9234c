// The pages work without this script; it adds sorting, the year slider, members on a day, copying and search.
(function () {
  "use strict";
  var body = document.body, root = body.dataset.root, version = body.dataset.version;
  document.documentElement.classList.add("scripted");

  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function make(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  // a folder opened from the disk has no index page of its own
  if (location.protocol === "file:") {
    all("a[href]").forEach(function (link) {
      var href = link.getAttribute("href");
      if (/^[a-z]+:/.test(href)) return;
      var cut = href.search(/[?#]/), path = cut < 0 ? href : href.slice(0, cut);
      if (/(^|\/)$/.test(path) && path) link.setAttribute("href", path + "index.html" + (cut < 0 ? "" : href.slice(cut)));
    });
    all("form[action]").forEach(function (form) { form.setAttribute("action", form.getAttribute("action") + "index.html"); });
  }

  // ── copying ──
  function copy(text, button) {
    var said = button.textContent;
    function done(words) { button.textContent = words; setTimeout(function () { button.textContent = said; }, 1800); }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { done("Copied"); }, function () { done("Could not copy"); });
    else done("Could not copy");
  }
  all("button.copy").forEach(function (button) {
    button.addEventListener("click", function () {
      var record = button.closest(".record"), row = button.closest("dd");
      var label = row.parentNode.querySelector("dt").textContent, value = row.querySelector(".value").innerText.replace(/\s+/g, " ").trim();
      var cited = all(".cited li", row).map(function (one) { return one.textContent; });
      copy(record.dataset.name + ", " + label.toLowerCase() + ": " + value + ". " + (version ? "untip, data version " + version + ", " : "") +
        record.dataset.address + "#" + button.dataset.field + "." + (cited.length ? " Sources: " + cited.join("; ") + "." : ""), button);
    });
  });
  all("button.copytext").forEach(function (button) {
    button.addEventListener("click", function () { copy(document.querySelector(".quote").textContent, button); });
  });
  window.addEventListener("beforeprint", function () { all("details").forEach(function (one) { one.open = true; }); });
  if (location.hash) { var aim = document.getElementById(location.hash.slice(1)); if (aim && aim.querySelector("details.proof")) aim.querySelector("details.proof").open = true; }

  // ── tables: sort, filter, download ──
  function cellValue(row, place) {
    var cell = row.cells[place];
    return cell.dataset.o !== undefined ? cell.dataset.o : cell.textContent.trim();
  }
  function compare(a, b) {
    if (a === b) return 0;
    if (a === "") return 1;
    if (b === "") return -1;
    var x = Number(a.replace(/,/g, "")), y = Number(b.replace(/,/g, ""));
    return isNaN(x) || isNaN(y) ? a.localeCompare(b, "en", { numeric: true }) : x - y;
  }
  function quoted(text) { return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }
  all("table.sort").forEach(function (table) {
    var rows = all("tbody tr", table), heads = all("thead th", table), tools = make("div", "", { "class": "tools" });
    heads.forEach(function (head, place) {
      var button = make("button", head.textContent, { type: "button" });
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        rows.sort(function (a, b) {
          var x = cellValue(a, place), y = cellValue(b, place), order = compare(x, y);
          return x === "" || y === "" ? order : up ? order : -order;
        }).forEach(function (row) { row.parentNode.appendChild(row); });
      });
    });
    var input = make("input", "", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows of the table" });
    var count = make("span", "", { role: "status", "class": "small" }), selects = [], day = null, said;
    function texts(cell) { return cell.children.length ? all("a", cell).map(function (one) { return one.textContent; }) : cell.textContent ? [cell.textContent] : []; }
    heads.forEach(function (head, place) {
      if (head.hasAttribute("data-filter")) selects.push(choice(head.dataset.filter, rows, function (row) { return texts(row.cells[place]); }, filter));
    });
    if (table.dataset.day) {
      var label = make("label", table.dataset.day + " ");
      day = make("input", "", { type: "date" });
      said = make("span", "", { role: "status", "class": "small" });
      if (table.dataset.until) day.max = table.dataset.until;
      label.appendChild(day);
      day.addEventListener("input", filter);
    }
    function filter() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0, sure = {}, maybe = {};
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase(), answer = "c";
        var keep = words.every(function (word) { return text.indexOf(word) >= 0; }) && selects.every(function (one) { return one.keeps(row); });
        if (day && day.value) {
          answer = "n";
          (row.dataset.answers || "").split(" ").forEach(function (one) { if (one && one.slice(0, 10) <= day.value) answer = one.slice(10); });
          if (keep && answer !== "n") (answer === "c" ? sure : maybe)[row.cells[0].textContent] = 1;
        }
        row.hidden = !keep || answer === "n";
        row.classList.toggle("maybe", answer === "p");
        if (!row.hidden) shown += 1;
      });
      count.textContent = shown === rows.length ? rows.length + " rows" : shown + " of " + rows.length + " rows";
      if (day) said.textContent = day.value ? Object.keys(sure).length + " certainly, " + Object.keys(maybe).length + " possibly" + (Object.keys(maybe).length ? " (in grey)" : "") : "";
    }
    input.addEventListener("input", filter);
    var save = make("button", "Download CSV", { type: "button" });
    save.addEventListener("click", function () {
      var lines = [heads].concat(rows.filter(function (row) { return !row.hidden; }).map(function (row) { return Array.prototype.slice.call(row.cells); }));
      var text = lines.map(function (cells) { return cells.map(function (cell) { return quoted(cell.textContent.trim().replace(/\s+/g, " ")); }).join(","); }).join("\n") + "\n";
      var link = make("a", "", { href: URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" })), download: (table.dataset.csv || "table") + (version ? "-" + version : "") + ".csv" });
      link.click();
    });
    if (rows.length > 8) tools.appendChild(input);
    selects.forEach(function (one) { tools.appendChild(one.select); });
    if (day) { tools.appendChild(label); tools.appendChild(said); }
    tools.appendChild(save);
    tools.appendChild(count);
    var home = table.parentNode.classList.contains("scroll") ? table.parentNode : table;
    home.parentNode.insertBefore(tools, home);
    var asked = new URLSearchParams(location.search).get("on");
    if (day && asked) day.value = asked;
    filter();
  });

  // ── a choice among the values that rows or items have ──
  function choice(name, items, values, changed) {
    var known = {}, select = make("select", "", { "aria-label": name[0].toUpperCase() + name.slice(1) });
    items.forEach(function (item) { values(item).forEach(function (one) { known[one] = 1; }); });
    select.appendChild(make("option", "Any " + name, { value: "" }));
    Object.keys(known).sort(function (a, b) { return a.localeCompare(b, "en", { numeric: true }); }).forEach(function (one) { select.appendChild(make("option", one, { value: one })); });
    select.addEventListener("change", changed);
    return { select: select, keeps: function (item) { return !select.value || values(item).indexOf(select.value) >= 0; } };
  }
  all("ul.choose").forEach(function (list) {
    var items = all("li", list), tools = make("div", "", { "class": "tools" }), count = make("span", "", { role: "status", "class": "small" });
    if (items.length < 9) return;
    var input = make("input", "", { type: "search", placeholder: "Words", "aria-label": "Words of the list" });
    var choices = ["body", "topic"].map(function (name) {
      return choice(name, items, function (item) { return all("[data-by=" + name + "]", item).map(function (one) { return one.textContent; }); }, filter);
    });
    function filter() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      items.forEach(function (item) {
        var text = item.textContent.toLowerCase();
        item.hidden = !(words.every(function (word) { return text.indexOf(word) >= 0; }) && choices.every(function (one) { return one.keeps(item); }));
        if (!item.hidden) shown += 1;
      });
      count.textContent = shown + " of " + items.length;
    }
    input.addEventListener("input", filter);
    [input, choices[0].select, choices[1].select, count].forEach(function (one) { tools.appendChild(one); });
    list.parentNode.insertBefore(tools, list);
    filter();
  });
  // the years that matter most are at its end
  all(".strip").forEach(function (strip) { strip.scrollLeft = strip.scrollWidth; });
  // ── the squares by year ──
  all("figure.squares").forEach(function (figure) {
    var first = Number(figure.dataset.first), last = Number(figure.dataset.last), squares = all(".grid .q", figure);
    if (!(last > first)) return;
    var line = make("div", "", { "class": "slider" }), label = make("label", "Year"), said = make("output");
    var range = make("input", "", { type: "range", min: first, max: last, value: last, "aria-label": "Year" });
    label.appendChild(range);
    label.style.cssText = "display:contents";
    line.appendChild(label);
    line.appendChild(said);
    figure.insertBefore(line, figure.firstChild);
    var kept = squares.map(function (one) { return one.className; });
    function runs(text) {
      return (text || "").split(" ").filter(Boolean).map(function (run) {
        var ends = run.replace("?", "").split("-");
        return [Number(ends[0]), Number(ends[1]), run.slice(-1) === "?"];
      });
    }
    var years = squares.map(function (one) { return runs(one.dataset.y); });
    function show() {
      var year = Number(range.value), sure = 0, maybe = 0;
      squares.forEach(function (one, place) {
        var run = years[place].filter(function (ends) { return ends[0] <= year && year <= ends[1]; })[0];
        if (run) { if (run[2]) maybe += 1; else sure += 1; }
        if (year === last) one.className = kept[place];
        else if (run) {
          var shade = kept[place].match(/s\d/);
          one.className = "q " + (run[2] ? "possible " : "party ") + (shade ? shade[0] : "s0");
        } else {
          var left = years[place].some(function (ends) { return ends[1] < year; }); // who withdrew has not only signed
          one.className = !left && Number(one.dataset.s) <= year ? "q signed" : "q none";
        }
      });
      said.textContent = (year === last ? figure.dataset.until : "end of " + year) + ": " + sure + " parties" + (maybe ? " and " + maybe + " possible" : "");
    }
    range.addEventListener("input", show);
    show();
  });

  // ── the timeline by kind and year ──
  var filters = document.getElementById("timeline-filters");
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("input", function () {
      var kind = filters.elements.kind.value, from = Number(filters.elements.from.value) || 0, to = Number(filters.elements.to.value) || 9999;
      all(".year").forEach(function (section) {
        var year = Number(section.dataset.year), any = false;
        all("li", section).forEach(function (one) {
          one.hidden = (kind && one.dataset.kind !== kind) || year < from || year > to;
          any = any || !one.hidden;
        });
        section.hidden = !any;
      });
    });
  }

  // ── two columns or rows of the matrix side by side ──
  var chooser = document.getElementById("compare"), matrix = document.querySelector("table.matrix");
  if (chooser && matrix) {
    chooser.hidden = false;
    var out = document.getElementById("compared");
    chooser.addEventListener("change", function () {
      out.textContent = "";
      var a = chooser.elements.a.value, b = chooser.elements.b.value;
      if (!a || !b || a[0] !== b[0]) { out.textContent = a && b ? "Choose two treaties or two States." : ""; return; }
      var rows = all("tbody tr", matrix), heads = all("thead th", matrix), found = [], x = Number(a.slice(1)), y = Number(b.slice(1)), names;
      if (a[0] === "t") {
        names = [heads[x].textContent, heads[y].textContent];
        rows.forEach(function (row) { found.push([row.cells[0].textContent, row.cells[x].textContent, row.cells[y].textContent]); });
      } else {
        names = [rows[x].cells[0].textContent, rows[y].cells[0].textContent];
        heads.slice(1).forEach(function (head, place) { found.push([head.textContent, rows[x].cells[place + 1].textContent, rows[y].cells[place + 1].textContent]); });
      }
      var table = make("table", "", { "class": "data" }), top = make("tr"), tbody = make("tbody"), thead = make("thead");
      table.appendChild(make("caption", found.filter(function (one) { return /^\d/.test(one[1].trim()) && /^\d/.test(one[2].trim()); }).length + " in common"));
      ["", names[0], names[1]].forEach(function (name) { top.appendChild(make(name ? "th" : "td", name, name ? { scope: "col" } : {})); });
      thead.appendChild(top);
      table.appendChild(thead);
      found.forEach(function (one) {
        var row = make("tr");
        row.appendChild(make("th", one[0], { scope: "row" }));
        row.appendChild(make("td", one[1]));
        row.appendChild(make("td", one[2]));
        tbody.appendChild(row);
      });
      table.appendChild(tbody);
      out.appendChild(table);
    });
  }

  // ── search: exact names first, then words ──
  var results = document.getElementById("results");
  if (results && window.untipIndex) startSearch(results);

  function fold(name) {
    name = name.replace(/(\p{L})\+(?![\p{L}\p{N}_])/gu, "$1plus"); // IPEC+ is not IPEC
    var text = name.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    var strokes = { "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe" };
    text = text.replace(/[ßøđłħŧıæœ]/g, function (sign) { return strokes[sign]; }).replace(/[ʹʺʻʼʽʾʿˈ]/g, "");
    var key = "", apart = false;
    Array.from(text).forEach(function (sign) {
      if (!/[\p{L}\p{N}]/u.test(sign)) { apart = true; return; }
      if (apart && key && /\d/.test(sign) && /\d$/.test(key)) key += " ";
      key += sign;
      apart = false;
    });
    return key;
  }

  function startSearch(results) {
    var index = window.untipIndex, input = document.getElementById("big-q"), form = document.getElementById("search-form");
    var asking = new URLSearchParams(location.search), given = asking.get("q"), going = asking.has("go"), unanswered = false;
    // [kind, id, name, acronym, other names, facets, first year, last year, identifiers, codes, years that it is known by]
    var documents = index.records, texts = [], engine = null, tables = { names: new Map(), codes: new Map(), marks: new Map(), claims: new Map() };
    function put(table, name, one) {
      var key = fold(String(name)), kept = key && table.get(key);
      if (!kept) { if (key) table.set(key, [one]); } else if (kept.indexOf(one) < 0) kept.push(one);
    }
    function addNames(some, names) {
      some.forEach(function (one) {
        [one[2], one[3]].concat(one[4] || []).forEach(function (name) { if (name) put(names, name, one); });
        (one[9] || []).forEach(function (code) { put(tables.codes, code, one); });
        if (!one[9]) put(tables.marks, one[1], one);
        (one[8] || []).forEach(function (mark) { put(tables.marks, mark, one); put(tables.marks, mark.slice(mark.indexOf(":") + 1), one); });
      });
    }
    addNames(documents, tables.names);
    window.untipMore = function (more) {
      Object.keys(more.others).forEach(function (place) { documents[place][4] = more.others[place]; addNames([documents[place]], tables.names); });
      Object.keys(more.marks).forEach(function (place) { documents[place][8] = more.marks[place]; addNames([documents[place]], tables.names); });
      addNames(more.records, tables.claims);
      texts = more.texts;
      documents = documents.concat(more.records);
      engine = null;
      index.complete = true;
      show(unanswered && input.value === given && "replace"); // a name that only now is known leads to its record too
    };
    function ready() {
      if (engine) return engine;
      engine = new window.MiniSearch({ fields: ["name", "acronym", "other", "text"], storeFields: [], tokenize: function (text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean); },
        searchOptions: { boost: { name: 3, acronym: 5, other: 2 }, prefix: function (term) { return term.length > 2; }, fuzzy: function (term) { return term.length > 5 ? 2 : term.length > 3 ? 1 : false; }, combineWith: "AND" } });
      engine.addAll(documents.map(function (one, place) { return { id: place, name: one[2], acronym: one[3] || "", other: (one[4] || []).join(" "), text: texts[place] || "" }; }));
      return engine;
    }
    var asked = ["sources", "statistics", "findings", "concepts"], spelling = null;
    try { spelling = window.untipSpelling && window.untipSpelling(index.spelling, index.folders); } catch (old) { /* a browser that cannot look behind does without */ }
    function isCode(text) { return /^([A-Z]{2,3}|\d{3})$/.test(text.trim()); }
    function named(text, code) {
      var key = fold(text);
      var found = (code && isCode(text) && tables.codes.get(key)) || tables.names.get(key) || tables.marks.get(key) || [];
      return found.filter(function (one) { return asked.indexOf(index.folders[one[0]]) < 0; });
    }
    function isOfYear(one, year) {
      if (one[9]) return false;
      if (Array.isArray(one[10])) return !one[10].length || one[10].indexOf(year) >= 0;
      return one[10] ? year >= one[10] : one[6] === year;
    }
    function meant(reading) {
      var found = named(reading.text).filter(function (one) { return !reading.kinds || reading.kinds.indexOf(index.folders[one[0]]) >= 0; });
      reading.same.forEach(function (other) { var also = named(other, true); found = found.filter(function (one) { return also.indexOf(one) >= 0; }); });
      reading.maybe.forEach(function (other) { var also = named(other, true); if (also.length) found = found.filter(function (one) { return also.indexOf(one) >= 0; }); });
      return reading.year ? found.filter(function (one) { return isOfYear(one, reading.year); }) : found;
    }
    function has(text) { var key = fold(text); return Object.keys(tables).some(function (name) { return tables[name].has(key); }); }
    // names, codes, ids; then what the spelling rules make of the text; then names of claims and sources
    function exact(query) {
      var key = fold(query), marks = tables.marks.get(key) || [];
      var found = tables.names.get(key) || (isCode(query) && tables.codes.get(key)) || marks;
      var same = (found.length === 1 ? marks : found).filter(function (one) { return one[1] === query.trim(); });
      if (found.length > 1 && same.length) return same;
      if (found !== marks || named(query).length || same.length) return found;
      var read = spelling && query.length <= 1000 ? spelling(query, has, meant) : [];
      return read.length ? read : tables.claims.get(key) || found;
    }
    window.untipExact = function (query) { return exact(query).map(function (one) { return one[1]; }); };
    function address(one) { return root + index.folders[one[0]] + "/" + one[1] + "/" + (location.protocol === "file:" ? "index.html" : ""); }
    function item(one, tagged) {
      var li = make("li"), link = make("a", one[2] + (one[3] ? " (" + one[3] + ")" : ""), { href: address(one) });
      li.appendChild(link);
      if (tagged) li.appendChild(make("span", index.kinds[one[0]], { "class": "tag" }));
      var facets = (one[5] || []).map(function (place) { return index.facets[place]; });
      if (facets.length || one[6]) li.appendChild(make("small", facets.concat(one[6] ? [one[6] === one[7] || !one[7] ? String(one[6]) : one[6] + "–" + one[7]] : []).join(" · ")));
      return li;
    }
    function keep(one) {
      var f = form.elements;
      if (f.kind.value && index.kinds[one[0]] !== f.kind.value) return false;
      for (var name of ["pillar", "topic", "type"]) if (f[name].value && (one[5] || []).indexOf(Number(f[name].value)) < 0) return false;
      var from = Number(f.from.value), to = Number(f.to.value);
      return !(from && !((one[7] || one[6]) >= from)) && !(to && !(one[6] && one[6] <= to));
    }
    // a term such as "child" is what many records are about, so a concept is listed first and not gone to
    function isAim(hits) { return hits.length === 1 && index.folders[hits[0][0]] !== "concepts"; }
    function show(go) {
      var query = input.value.trim(), hits = query ? exact(query) : [];
      if (go && isAim(hits)) { location[go](address(hits[0])); return; }
      results.textContent = "";
      hits = hits.filter(keep);
      if (hits.length) {
        var box = make("section", "", { "class": "exact", "aria-label": "Exact name" });
        box.appendChild(make("h2", "Exact name"));
        var list = make("ul", "", { "class": "results" });
        hits.forEach(function (one) { list.appendChild(item(one, true)); });
        box.appendChild(list);
        results.appendChild(box);
      }
      var found;
      if (query && !window.MiniSearch) found = [];
      else if (query) {
        found = ready().search(query).map(function (one) { return documents[one.id]; });
        if (!found.length) found = ready().search(query, { combineWith: "OR" }).map(function (one) { return documents[one.id]; });
      } else found = form.elements.kind.value || form.elements.pillar.value || form.elements.topic.value || form.elements.type.value || form.elements.from.value || form.elements.to.value ? documents : [];
      found = found.filter(function (one) { return hits.indexOf(one) < 0 && keep(one); });
      var groups = {};
      found.forEach(function (one) { (groups[one[0]] = groups[one[0]] || []).push(one); });
      Object.keys(groups).sort(function (a, b) { return found.indexOf(groups[a][0]) - found.indexOf(groups[b][0]); }).forEach(function (kind) {
        var many = groups[kind], section = make("section");
        section.appendChild(make("h2", index.many[kind] + " (" + many.length + ")"));
        var list = make("ul", "", { "class": "results" });
        many.slice(0, 10).forEach(function (one) { list.appendChild(item(one)); });
        section.appendChild(list);
        if (many.length > 10) {
          var more = make("button", (many.length - 10) + " more", { type: "button" });
          more.addEventListener("click", function () { many.slice(10).forEach(function (one) { list.appendChild(item(one)); }); more.remove(); });
          section.appendChild(more);
        }
        results.appendChild(section);
      });
      var total = hits.length + found.length;
      document.getElementById("found").textContent = query || total ? total.toLocaleString("en") + (total === 1 ? " record" : " records") : "";
      var address_ = location.pathname + (query ? "?q=" + encodeURIComponent(query) : "");
      try { history.replaceState(null, "", address_); } catch (refused) { /* a page from the disk keeps its address */ }
    }
    ["kind", "pillar", "topic", "type"].forEach(function (name) {
      var select = form.elements[name];
      if (name === "kind") index.kinds.forEach(function (kind) { select.appendChild(make("option", kind, { value: kind })); });
      else index.facetsOf[name].forEach(function (place) { select.appendChild(make("option", index.facets[place], { value: place })); });
    });
    form.hidden = false;
    if (given) input.value = given;
    unanswered = going && !!given && !exact(given.trim()).length;
    show(going && !!given && "replace"); // an address without `go` is one that somebody shared: it shows the list
    form.addEventListener("submit", function (event) { event.preventDefault(); show("assign"); });
    form.addEventListener("input", function () { unanswered = false; show(); });
    input.focus({ preventScroll: true });
    // names are found at once; the engine for words, claims and summaries come when the page has loaded
    function fetchMore() {
      var engineScript = make("script", "", { src: root + "static/minisearch.js" });
      engineScript.addEventListener("load", function () {
        show();
        document.head.appendChild(make("script", "", { src: root + "static/search-more.js" }));
      });
      document.head.appendChild(engineScript);
    }
    if (document.readyState === "complete") fetchMore();
    else window.addEventListener("load", fetchMore);
  }
})();
