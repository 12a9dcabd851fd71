/** What was put on the table on an issue, and what was answered: the terms of proposals that had come by a day. */

/** Each term on an issue with its proposal and the answers to it, the earliest first. */
export function offersOn(dossier, sieve, issue, day) {
  return dossier
    .naming("proposal.terms", issue.key)
    .filter((each) => sieve.on(each, day))
    .sort((one, other) => ((one.held?.[0] ?? "") < (other.held?.[0] ?? "") ? -1 : 1))
    .flatMap((proposal) => proposal.terms.filter((term) => `issue:${term.issue}` === issue.key).map((term) => ({ proposal, term, answers: sieve.answers(proposal, day) })));
}

const ANSWERS = { accept: "accepted by", reject: "rejected by", conditional: "answered with conditions by", pending: "not answered yet by" };

/** The answers in words, those alike together; that there is none known is told, since silence is no answer. */
export function answersInWords(answers, name) {
  return [...grouped(answers)].map(([answer, those]) => `${ANSWERS[answer] ?? answer} ${those.map((one) => name(one.actor)).join(" and ")}`).join("; ") || "no answer known";
}

function grouped(answers) {
  const found = new Map();
  for (const one of answers) found.set(one.answer, [...(found.get(one.answer) ?? []), one]);
  return found;
}

/** Whether all whose consent an issue needs accepted. */
export const acceptedByAll = ({ consent }, answers) => Boolean(consent?.length) && consent.every((actor) => answers.some((one) => one.actor === actor && one.answer === "accept"));
