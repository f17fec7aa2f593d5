// SPDX-License-Identifier: AGPL-3.0-or-later
// Preferences as they are typed and pressed: what stands in each candidate's box, and
// what is wrong with it. Pure: it knows no page.

// boxes: for each candidate, in order, the text in its box. Gives {numbers} in order of
// preference, or {problems: [{candidate, text}]}.
export function readPreferences(boxes, names, most) {
  const problems = [];
  const places = boxes.map((box, at) => {
    const typed = box.trim();
    if (typed === "") {
      return 0;
    }
    const place = /^[0-9]{1,2}$/.test(typed) ? Number(typed) : 0;
    if (place < 1 || place > most) {
      const range = most === 1 ? "only 1" : `a whole number from 1 to ${most}`;
      problems.push({ candidate: at + 1, text: `Preference for ${names[at]} must be ${range}` });
      return 0;
    }
    return place;
  });
  if (problems.length > 0) {
    return { problems };
  }
  const used = Math.max(0, ...places);
  if (used === 0) {
    return { problems: [{ candidate: 1, text: "Give at least one candidate the number 1" }] };
  }
  for (let place = 1; place <= used; place++) {
    const holders = places.flatMap((one, at) => (one === place ? [at] : []));
    if (holders.length > 1) {
      const who = holders.map((at) => names[at]).join(" and ");
      problems.push({ candidate: holders[1] + 1, text: `You have used ${place} twice: ${who}` });
    }
    if (holders.length === 0) {
      const next = places.findIndex((one) => one > place);
      problems.push({ candidate: next + 1, text: `You have not used ${place}` });
    }
  }
  if (problems.length > 0) {
    return { problems };
  }
  return { numbers: Array.from({ length: used }, (_, at) => places.indexOf(at + 1) + 1) };
}

// The candidates in order of what is typed, as far as it makes sense.
export function orderOf(boxes) {
  return boxes
    .map((box, at) => ({ place: /^[0-9]{1,2}$/.test(box.trim()) ? Number(box) : 0, number: at + 1 }))
    .filter(({ place }) => place > 0)
    .sort((a, b) => a.place - b.place || a.number - b.number)
    .map(({ number }) => number);
}

export function boxesOf(order, count) {
  return Array.from({ length: count }, (_, at) => {
    const place = order.indexOf(at + 1);
    return place < 0 ? "" : String(place + 1);
  });
}

// The order with a candidate added last, taken out, or moved one place.
export function added(order, number) {
  return order.includes(number) ? order : [...order, number];
}

export function removed(order, number) {
  return order.filter((one) => one !== number);
}

export function moved(order, number, by) {
  const from = order.indexOf(number);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) {
    return order;
  }
  const out = [...order];
  [out[from], out[to]] = [out[to], out[from]];
  return out;
}
