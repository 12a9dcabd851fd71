// title: Which proposals are open, and who has not answered?
// Proposals on which somebody to whom they were put has not decided (waiting_for), or which nobody has decided,
// oldest first. Put to: the parties, targets and addressees of the event at which it was tabled, and whoever
// answered pending, but not its makers. Silence is no answer either way.
// param dossier, as_of, known_on: always
// returns proposal, by, date, accepted_by, rejected_by, conditional, waiting_for, sources

MATCH (n:Proposal|Retracted {dossier: $dossier})<-[made:PROPOSED|RETRACTED_PROPOSED]-(maker)
WHERE all(x IN [n, made, maker] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
WITH DISTINCT n, maker.id AS maker ORDER BY maker
WITH n, collect(maker) AS makers
WITH n, makers, COLLECT {
    MATCH (n)<-[r:ANSWERED|RETRACTED_ANSWERED]-(a)
    WHERE all(x IN [r, a] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(r.valid_from, r.valid_until, $as_of) <= $as_of
    RETURN DISTINCT {actor: a.id, answer: r.answer} AS answer ORDER BY answer.actor, answer.answer
  } AS answers,
  COLLECT {
    MATCH (n)-[tabled:TABLED_AT|RETRACTED_TABLED_AT]->(e)<-[part:TOOK_PART|RETRACTED_TOOK_PART]-(a)
    WHERE part.role IN ['party', 'target', 'addressee']
      AND all(x IN [tabled, e, part, a] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
    RETURN a.id
  } AS there
WITH n, makers, answers, COLLECT {
  UNWIND there + [x IN answers WHERE x.answer = 'pending' | x.actor] AS actor
  WITH DISTINCT actor
  WHERE NOT actor IN makers + [x IN answers WHERE x.answer <> 'pending' | x.actor]
  RETURN actor ORDER BY actor
} AS waiting_for
WHERE size(waiting_for) > 0 OR all(x IN answers WHERE x.answer = 'pending')
RETURN n.id AS proposal, makers AS by, n.date AS date,
  [x IN answers WHERE x.answer = 'accept' | x.actor] AS accepted_by,
  [x IN answers WHERE x.answer = 'reject' | x.actor] AS rejected_by,
  [x IN answers WHERE x.answer = 'conditional' | x.actor] AS conditional,
  waiting_for,
  COLLECT {
    MATCH (n)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
      AND NOT EXISTS {
        (n)<-[r:ANSWERED|RETRACTED_ANSWERED]-()
        WHERE r.known_from <= $known_on <= r.known_until AND e.key IN r.evidence
          AND coalesce(r.valid_from, r.valid_until, $as_of) > $as_of
      }
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY coalesce(n.valid_from, n.valid_until), proposal
