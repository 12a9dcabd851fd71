// title: Who departs from the line of a bloc, state or delegation?
// The line is what the actor itself holds and what commits it. A row is a position of one that heads, represents, is
// a member or a part of it (ties), which supports what the line opposes or the other way round.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:ukraine
// returns member, ties, issue, position, stance, value, since, status, attributed_by, line, line_stance, line_by,
//   line_status, line_attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[has:TOOK|ON_BEHALF_OF|
    RETRACTED_TOOK|RETRACTED_ON_BEHALF_OF]-(q),
      (q)-[on:ON|RETRACTED_ON]->(i)
WHERE q.stance IN ['support', 'oppose']
  AND all(x IN [a, has, q, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
  AND NOT EXISTS {
    (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH a, collect(DISTINCT {line: q, issue: i}) AS lines
MATCH (a)<-[tie:HEADS|REPRESENTS|MEMBER_OF|PART_OF|
    RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_MEMBER_OF|RETRACTED_PART_OF]-(m)
WHERE all(x IN [tie, m] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
WITH lines, m, split(split(tie.id, '/')[1], '~')[0] AS tie ORDER BY tie
WITH lines, m, collect(tie) AS ties
MATCH (m)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE p.stance IN ['support', 'oppose']
  AND all(x IN [took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
UNWIND [x IN lines WHERE x.issue = i AND x.line.stance <> p.stance | x.line] AS q
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[took2:TOOK|RETRACTED_TOOK]-(speaker)
WHERE all(x IN [took2, speaker] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
RETURN m.id AS member, ties, i.id AS issue, p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since,
  p.status AS status, teller.id AS attributed_by,
  q.id AS line, q.stance AS line_stance, speaker.id AS line_by, q.status AS line_status,
  other.id AS line_attributed_by,
  COLLECT {
    UNWIND [p, q] AS claim
    MATCH (claim)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY member, issue, position, line
