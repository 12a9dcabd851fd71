// title: What did an actor say and do, in order of time?
// Positions (detail: the stance), events (the role), proposals, answers and ties of one actor that had begun by the
// day of the world, superseded positions too. day is the first day that the date allows.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// returns day, dated, what, id, detail, about, status, attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})
WHERE a.known_from <= $known_on <= a.known_until
CALL (a) {
  MATCH (a)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
  WHERE all(x IN [took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(p.valid_from, $as_of) <= $as_of
  OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
  WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
  RETURN p.valid_from AS day, p.valid AS dated, 'position' AS what, p.id AS id, p.stance AS detail, i.id AS about,
    p.status AS status, teller.id AS attributed_by, p AS shown_by, [] AS evidence
  UNION
  MATCH (a)-[part:TOOK_PART|RETRACTED_TOOK_PART]->(e)
  WHERE all(x IN [part, e] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
  RETURN coalesce(e.valid_from, e.valid_until) AS day, e.date AS dated, 'event' AS what, e.id AS id,
    part.role AS detail, null AS about, null AS status, null AS attributed_by, e AS shown_by, [] AS evidence
  UNION
  MATCH (a)-[made:PROPOSED|RETRACTED_PROPOSED]->(n)
  WHERE all(x IN [made, n] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
  RETURN coalesce(n.valid_from, n.valid_until) AS day, n.date AS dated, 'proposal' AS what, n.id AS id,
    null AS detail, null AS about, null AS status, null AS attributed_by, n AS shown_by, [] AS evidence
  UNION
  MATCH (a)-[r:ANSWERED|RETRACTED_ANSWERED]->(n)
  WHERE all(x IN [r, n] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
    AND coalesce(r.valid_from, r.valid_until, $as_of) <= $as_of
  RETURN coalesce(r.valid_from, r.valid_until) AS day, r.date AS dated, 'answer' AS what, n.id AS id,
    r.answer AS detail, null AS about, null AS status, null AS attributed_by, null AS shown_by,
    r.evidence AS evidence
  UNION
  MATCH (a)-[tie:
    MEMBER_OF|HEADS|REPRESENTS|PART_OF|ALLY_OF|SUPPORTS|OPPOSES|PRESSURES|THREATENS|OFFERS|
    RETRACTED_MEMBER_OF|RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_PART_OF|
    RETRACTED_ALLY_OF|RETRACTED_SUPPORTS|RETRACTED_OPPOSES|RETRACTED_PRESSURES|
    RETRACTED_THREATENS|RETRACTED_OFFERS]-(b)
  WHERE all(x IN [tie, b] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(tie.valid_from, $as_of) <= $as_of
  RETURN tie.valid_from AS day, tie.valid AS dated,
    CASE WHEN startNode(tie) = a THEN 'tie to' ELSE 'tie from' END AS what, split(split(tie.id, '/')[1], '~')[0] AS id,
    toLower(replace(type(tie), 'RETRACTED_', '')) AS detail, b.id AS about, null AS status, null AS attributed_by,
    null AS shown_by, tie.evidence AS evidence
}
WITH *, COLLECT {
  MATCH (shown_by)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)
  WHERE shown.known_from <= $known_on <= shown.known_until
    AND NOT EXISTS { // an answer yet to come
      (shown_by)<-[r:ANSWERED|RETRACTED_ANSWERED]-()
      WHERE r.known_from <= $known_on <= r.known_until AND e.key IN r.evidence
        AND coalesce(r.valid_from, r.valid_until, $as_of) > $as_of
    }
  RETURN e.key
} + evidence AS keys
RETURN day, dated, what, id, detail, about, status, attributed_by,
  COLLECT {
    UNWIND keys AS key
    MATCH (:Evidence|Retracted {key: key})-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY coalesce(day, date('0001-01-01')), what, id, detail, dated, sources
