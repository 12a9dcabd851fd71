/** Colours of the picture in light and in dark; paper is always light. */

const DARK = {
  "#1c2733": "#e4e9ee",
  "#3c4650": "#a9b3bd",
  "#1c3d5a": "#8fb8dc",
  "#0072b2": "#4fb0ea",
  "#d55e00": "#f58b3f",
  "#00795a": "#35b68f",
  "#9a4a80": "#d88fc0",
  "#6b7682": "#8e99a5",
  "#7d8894": "#929da8",
  "#8a94a0": "#97a1ac",
  "#c9ced4": "#4b5661",
  "#a3acb6": "#6d7883",
  "#66717d": "#a0aab5",
  "#ffffff": "#141a20",
};
const LIGHT = { paper: "#ffffff", ink: "#1c2733", pale: "#e9ebee", paleText: "#c3c7cc" };
const NIGHT = { paper: "#141a20", ink: "#e4e9ee", pale: "#2a323a", paleText: "#56616c" };

const asked = matchMedia("(prefers-color-scheme: dark)");
const paper = matchMedia("print");

export const isPaper = () => paper.matches;
export const isDark = () => asked.matches && !paper.matches;
export const tones = () => (isDark() ? NIGHT : LIGHT);

/** A colour of the picture, as it is to be drawn now. */
export const tone = (color) => (isDark() ? (DARK[color] ?? color) : color);

/** Call back when light turns to dark or back, and, with whether it does, when the page goes to paper. */
export function onTheme(act) {
  asked.addEventListener("change", () => act(null));
  paper.addEventListener("change", ({ matches }) => act(matches));
}
