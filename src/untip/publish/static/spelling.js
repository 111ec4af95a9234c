// Spellings of real lists, as `untip.find` reads them: each rule makes of a text the names that it may stand for. The
// patterns and the words written out are those of the Python rules and come with the index; the rules here bear their names.
window.untipSpelling = function (given, folders) {
  "use strict";
  var LIMIT = 40, STATE = ["states"], TEXT = ["instruments", "sdg_targets"], compiled = {};
  var NO_STATE = folders.filter(function (one) { return one !== "states"; });
  function pattern(name, flags, before, after) {
    var key = name + flags + before;
    return compiled[key] || (compiled[key] = new RegExp((before || "") + given.patterns[name][0] + (after || ""), given.patterns[name][1] + "u" + (flags || "")));
  }
  function found(name, text) { return pattern(name).exec(text); }
  function begins(name, text) { return pattern(name, "", "^(?:", ")").exec(text); }
  function whole(name, text) { return pattern(name, "", "^(?:", ")$").exec(text); }
  function every(name, text) { return Array.from(text.matchAll(pattern(name, "g"))); }
  function without(name, text) { return text.replace(pattern(name), ""); }
  function reading(text, more) { return Object.assign({ text: text, same: [], maybe: [], year: 0, kinds: null }, more); }
  function texts() { return Array.from(new Set(arguments)).map(function (one) { return reading(one); }); }
  function strip(text, signs) { return text.replace(new RegExp("^[" + signs + "]+|[" + signs + "]+$", "gu"), ""); }
  function stripEnd(text, signs) { return text.replace(new RegExp("[" + signs + "]+$", "u"), ""); }
  function cutLast(text, sign) { var at = text.lastIndexOf(sign); return at < 0 ? null : [text.slice(0, at), text.slice(at + sign.length)]; }
  function three(number) { return ("00" + Number(number)).slice(-3); }

  // ── around a name ──
  function mis_decoded(text) {
    if (!/Ã|â€|Å/.test(text)) return [];
    var codes = {}, decoder = new TextDecoder("windows-1252"), bytes = [];
    for (var code = 0; code < 256; code += 1) { codes[String.fromCharCode(code)] = code; codes[decoder.decode(new Uint8Array([code]))] = code; }
    for (var sign of text) { if (codes[sign] === undefined) return []; bytes.push(codes[sign]); }
    try { return texts(new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes))); } catch (refused) { return []; }
  }
  function footnote_mark(text) {
    if (/[\]*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ/]$/.test(text)) {
      var bare = without("NOTE", text);
      if (bare !== text) return bare ? texts(bare) : [];
    }
    if (/[)\d]$/.test(text)) {
      bare = stripEnd(without("NOTE_NUMBER", text), " ,");
      return bare && bare !== text ? [reading(bare, { kinds: STATE })] : [];
    }
    return [];
  }
  function closing_date(text) {
    var bare = stripEnd(text, " .)\\]"), year = bare.slice(-4), head = without("DATE_BEFORE_YEAR", bare.slice(0, -4)), pair;
    if (!/^(18|19|20)\d\d$/.test(year) || !head || head === bare.slice(0, -4)) return [];
    head = without("DATE_WORDS", head);
    var heads = [head];
    if ((pair = cutLast(head, ". ")) && whole("PLACE", pair[1])) heads.push(pair[0]);
    if ((pair = cutLast(head, ", ")) && whole("PLACE", pair[1])) heads.push(pair[0]);
    heads.push(without("PLACE_WORDS", head));
    return Array.from(new Set(heads)).filter(Boolean).map(function (one) { return reading(one, { year: Number(year) }); });
  }
  function leading_year(text) {
    return /^(18|19|20)\d\d /.test(text) && text.length > 10 ? [reading(text.slice(5).trimStart(), { year: Number(text.slice(0, 4)), kinds: NO_STATE })] : [];
  }
  function is_initialism(short, name) {
    var letters = short.match(/\p{L}/gu) || [], capitals = short.match(/\p{Lu}/gu) || [];
    if (letters.length < 2 || letters.length > 12 || short.trim().indexOf(" ") >= 0 || capitals.length < 2) return false;
    var at = 0, initials = (name.match(/\p{L}+/gu) || []).map(function (word) { return word[0].toLowerCase(); });
    return letters.every(function (letter) { at = initials.indexOf(letter.toLowerCase(), at) + 1; return at > 0; });
  }
  function both(one, other) {
    one = without("LEADING_ARTICLE", one);
    other = without("LEADING_ARTICLE", other);
    if (!one || !other) return [];
    return [reading(one, is_initialism(other, one) ? { maybe: [other] } : { same: [other] }), reading(other, is_initialism(one, other) ? { maybe: [one] } : { same: [one] })];
  }
  function closing_bracket(text) {
    var opening = { ")": "(", "]": "[" }[text.slice(-1)], start = opening ? text.lastIndexOf(opening) : 0;
    return start > 0 ? [stripEnd(text.slice(0, start), " ,\\-"), text.slice(start + 1, -1).trim()] : [text, ""];
  }
  function bracketed(text) {
    var pair = closing_bracket(text), made = pair[1] ? both(pair[0], pair[1]) : [];
    if (!pair[1]) return [];
    var deeper = closing_bracket(pair[0]);
    if (!deeper[1] || !made.length) return made;
    return made.concat(both(deeper[0], deeper[1]).map(function (one) { return reading(one.text, { same: made[0].same.concat(one.same), maybe: made[0].maybe.concat(one.maybe) }); }));
  }
  function either(text) {
    if (found("BETWEEN", text)) {
      var parts = text.split(pattern("EITHER"));
      if (parts.length === 2) return both(strip(parts[0], " ,"), strip(parts[1], " ,"));
    }
    parts = text.split(",");
    return parts.length === 2 ? both(parts[0].trim(), parts[1].trim()) : [];
  }
  function labelled(text) {
    var bracket = /[)\]]$/.test(text), match = bracket || /,|formerly/.test(text) ? found("LABEL", text) : null;
    if (match && match.index) return [reading(text.slice(0, match.index), { maybe: [match[1].trim()] })];
    var bare = bracket ? without("SORT", text) : text;
    return bare && bare !== text ? [reading(bare, { kinds: STATE })] : [];
  }
  function article(text) {
    var bare = without("TRAILING", without("LEADING_ARTICLE", text));
    return bare && bare !== text ? texts(bare) : [];
  }
  function government_of(text) {
    var match = begins("GOVERNMENT", text);
    return match && match[0].length < text.length ? [reading(text.slice(match[0].length), { kinds: STATE })] : [];
  }

  // ── symbols and numbers ──
  function un_symbol(text) {
    var match = /\d/.test(text) ? begins("RESOLUTION", text) : null;
    if (!match) return [];
    var part = match.groups, number = part.number, organs;
    var organ = given.organs.findIndex(function (_, place) { return part["o" + place]; });
    var prefix = (part.symbol || "").toUpperCase().replace(/\/$/, "").replace("/DEC", "/RES");
    if (prefix) organs = [prefix];
    else if (organ >= 0) organs = [given.organs[organ][1]];
    else if (number.indexOf("/") >= 0) {
      var session = number.split("/")[0];
      organs = /^(19|20)../.test(session) ? ["E/RES", "E/CN.4/RES"] : ["A/RES"];
      if (organs.length === 2 && !part.word) return [];
    } else if (part.session) organs = ["A/RES"];
    else if (part.year && part.word) organs = ["S/RES"];
    else return [];
    var said = /^dec/i.test(part.word || "") ? "decision" : "resolution", made = [], numbers = [number];
    if (part.session && /^\d+\s*\(/.test(number)) numbers.push(number.split("(")[0].trim() + " A (" + part.session + ")");
    organs.forEach(function (symbol) {
      numbers.forEach(function (one) {
        made.push(symbol + "/" + one);
        given.organs.forEach(function (organ) { if (organ[1] === symbol) made.push(organ[0] + " " + said + " " + one); });
      });
    });
    return made.map(function (one) { return reading(one, { year: Number(part.year || part.date || 0) }); });
  }
  function ilo_number(text) {
    var match = /\d/.test(text) ? begins("ILO_CODE", text) : null, letter, number, rest, part;
    if (match) { letter = match[2]; number = match[3]; rest = match[4]; }
    else {
      match = /\d/.test(text) ? begins("ILO_NUMBER", text) : null;
      part = match && match.groups;
      if (!part || !(part.ilo || (part.no && /^convention$/i.test(part.word || "")))) return [];
      letter = (part.word || "C")[0].toUpperCase(); number = part.number; rest = part.rest;
    }
    var code = "ilo-convention:" + letter + three(number);
    rest = rest.trim();
    if (!rest || begins("ON_SOMETHING", rest)) return texts(code);
    var year = /^[,(]\s*([12]\d{3})\)?$/.exec(rest), other = strip(rest, " –—:,()\\-"), title = without("LAST_YEAR", other);
    if (year) return [reading(code, { year: Number(year[1]) })];
    return other ? Array.from(new Set([other, title, title + " Convention"])).map(function (one) { return reading(code, { same: [one] }); }) : [];
  }
  function closing_number(text) {
    var match = /\d\)?$/.test(text) ? found("CLOSING_NUMBER", text) : null;
    return match && match.index ? [reading(text.slice(0, match.index), { same: ["ilo-convention:" + (match[1] || "C").toUpperCase() + three(match[2])] })] : [];
  }
  function number_sign(text) {
    var bare = /\d/.test(text) ? text.replace(pattern("NUMBER_SIGN", "g"), "") : text;
    return bare !== text ? texts(bare) : [];
  }
  function untc_chapter(text) {
    var match = begins("CHAPTER", text);
    return match ? texts("untc:" + match[1].toUpperCase() + "-" + match[2] + (match[3] ? "-" + match[3].toLowerCase() : "")) : [];
  }
  function sdg_code(text) {
    var match = begins("SERIES", text);
    if (match) return texts("Indicator " + Number(match[1]) + "." + match[2].replace(/^0+/, "") + "." + Number(match[3]));
    match = begins("SDG", text);
    var part = match && match.groups;
    if (!part || (part.rest && !(part.word || part.indicator))) return [];
    return texts(part.indicator ? "Indicator " + part.target + part.indicator : "Target " + part.target);
  }
  function treaty_series(text) {
    var match = begins("CETS", text);
    return match ? texts("cets:" + match[1]) : [];
  }
  function eu_act(text) {
    var match = begins("CELEX", text), number;
    if (match) number = match[1] + "/" + Number(match[3]);
    else {
      match = /^\d/.test(text) ? null : begins("EU_ACT", text);
      if (!match) return [];
      number = match[1];
    }
    return texts(number + "/EU", number, "Directive " + number + "/EU", "Directive (EU) " + number);
  }

  // ── words and their order ──
  function ampersand(text) { return text.indexOf("&") >= 0 ? texts(text.replace(/\s*&\s*/g, " and ")) : []; }
  function written_out(text) {
    if (text.split(".").length > 2) text = text.replace(pattern("DOTTED", "g"), function (one) { return one.replace(/[. ]/g, "") + " "; }).trimEnd();
    var made = [""], done = 0, any = false;
    every("WORD", text).forEach(function (match) {
      var word = match[0], after = match.index + word.length, dot = text[after] === ".";
      var longer = word.length > 8 || !Object.hasOwn(given.short, word.toLowerCase()) ? null : given.short[word.toLowerCase()];
      if (!longer || (word.length === 1 && !(dot || word !== word.toLowerCase()))) return;
      any = true;
      var between = text.slice(done, match.index);
      done = after + (dot ? 1 : 0);
      var gap = /^\p{L}/u.test(text.slice(done)) ? " " : "";
      made = made.flatMap(function (one) { return longer.map(function (other) { return one + between + other + gap; }); });
    });
    return any ? texts.apply(null, made.slice(0, 6).map(function (one) { return one + text.slice(done); })) : [];
  }
  function respelt(text, table) {
    return text.replace(pattern("WORD", "g"), function (word) {
      var low = word.toLowerCase();
      if (!Object.hasOwn(table, low)) return word.replace(pattern("ISE"), "$1iz$2");
      return word[0] === low[0] ? table[low] : table[low][0].toUpperCase() + table[low].slice(1);
    });
  }
  var american = {};
  Object.keys(given.british).forEach(function (one) { american[given.british[one]] = one; });
  function british_or_american(text) {
    return texts(respelt(text, given.british), respelt(text, american)).filter(function (one) { return one.text !== text; });
  }
  function body_in_front(text) {
    if (!/UN|nited Nations|U\.N\.|^ILO /.test(text)) return [];
    var other = text.replace(/\bUnited Nations\b/g, "UN"), match;
    if (other === text) other = text.replace(/\b(?:UN\b\.?|U\.N\.)(?=\s)/g, "United Nations");
    var made = [reading(other)];
    if ((match = begins("OF_THE_UN", text) || begins("OF_THE_ILO", text))) made.push(reading(text.slice(match[0].length)));
    else if ((match = begins("UN", text))) made.push(reading(text.slice(match[0].length), { kinds: TEXT }));
    return made.filter(function (one) { return one.text && one.text !== text; });
  }
  function one_or_many(text) {
    if (text.indexOf(" ") < 0 || !/\p{L}$/u.test(text)) return [];
    return [reading(/[^s]s$/.test(text) ? text.slice(0, -1) : text + "s", { kinds: NO_STATE })];
  }
  function turned_round(text) {
    var bracket = closing_bracket(text), pairs = bracket[1] ? [bracket] : [], commas = text.split(",").length - 1, made = [];
    if (commas && commas < 4) pairs.push([text.slice(0, text.indexOf(",")), text.slice(text.indexOf(",") + 1).trim()], [text.slice(0, text.lastIndexOf(",")), text.slice(text.lastIndexOf(",") + 1).trim()]);
    pairs.forEach(function (pair) {
      var rest = without("LEADING_ARTICLE", pair[1]);
      if (!pair[0] || !rest) return;
      made.push(rest + " " + pair[0]);
      if (!/ (of|the|on|for|de|du|des)$/i.test(rest)) made.push(rest + " of " + pair[0], rest + " of the " + pair[0]);
    });
    return texts.apply(null, made);
  }
  function title_last(text) {
    var match = begins("TITLE_LAST", text);
    if (match) return texts(match[2] + " of " + match[1], match[2] + " of the " + match[1]);
    match = begins("POINT_LAST", text);
    return match ? texts(match[2] + " " + match[1]) : [];
  }
  function of_left_out(text) {
    var match = begins("NO_OF", text), rest = match && text.slice(match[0].length);
    return match ? texts(match[1] + " of " + rest, match[1] + " of the " + rest) : [];
  }
  function inner_article(text) {
    var made = [], joints = every("JOINT", text);
    if (found("JOINT_THE", text)) made.push(text.replace(pattern("JOINT_THE", "g"), "$1 "));
    if (joints.length < 4) joints.forEach(function (one) { var at = one.index + one[0].length; made.push(text.slice(0, at) + "the " + text.slice(at)); });
    return text.indexOf(" ") < 0 ? [] : texts.apply(null, made);
  }

  var rules = { mis_decoded: mis_decoded, footnote_mark: footnote_mark, un_symbol: un_symbol, ilo_number: ilo_number, number_sign: number_sign, untc_chapter: untc_chapter, sdg_code: sdg_code, treaty_series: treaty_series, eu_act: eu_act, article: article, closing_date: closing_date, leading_year: leading_year, bracketed: bracketed, either: either, labelled: labelled, closing_number: closing_number, government_of: government_of, ampersand: ampersand, written_out: written_out, british_or_american: british_or_american, body_in_front: body_in_front, turned_round: turned_round, title_last: title_last, of_left_out: of_left_out, inner_article: inner_article, one_or_many: one_or_many };

  // what holds of a reading holds of a reading of it
  function then(base, next) {
    var kinds = !base.kinds ? next.kinds : !next.kinds ? base.kinds : base.kinds.filter(function (one) { return next.kinds.indexOf(one) >= 0; });
    if (kinds && !kinds.length) return null;
    return { text: next.text, same: base.same.concat(next.same), maybe: base.maybe.concat(next.maybe), year: next.year || base.year, kinds: kinds };
  }

  // the records that the first rule which finds any finds
  return function (name, has, meant) {
    var known = [reading(name.trim())], seen = new Set([JSON.stringify(known[0])]);
    for (var rule of given.rules) {
      var made = [];
      known.forEach(function (base) {
        (rules[rule] ? rules[rule](base.text) : []).forEach(function (result) {
          var one = then(base, result), key = JSON.stringify(one);
          if (!one || seen.has(key)) return;
          seen.add(key);
          if (result.same.every(has)) made.push(one);
        });
      });
      made = made.slice(0, LIMIT - known.length);
      var hits = new Set(made.flatMap(meant));
      if (hits.size) return Array.from(hits);
      known = known.concat(made);
      if (known.length >= LIMIT) break;
    }
    return [];
  };
};
