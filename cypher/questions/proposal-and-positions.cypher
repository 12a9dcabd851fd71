// title: How do a proposal's terms fit the positions and red lines of the actors?
// Each term beside each standing position on its issue: the gap between their values, whether the term crosses the
// holder's red line (null where there is no line or the term has no value), and what the holder answered.
// param dossier, as_of, known_on: always
// param proposal: proposal id, e.g. proposal:ukraine-memorandum
// returns issue, term, asked, actor, position, stance, value, since, gap, at_least, at_most, crosses, answers, status,
//   attributed_by, sources

MATCH (n:Proposal|Retracted {key: $dossier + '/' + $proposal})-[t:TERM|RETRACTED_TERM]->(i)
MATCH (i)<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE all(x IN [n, t, i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue, t.text AS term, t.value AS asked, a.id AS actor, p.id AS position,
  p.stance AS stance, p.value AS value, p.valid AS since, abs(t.value - p.value) AS gap,
  p.accepts_at_least AS at_least, p.accepts_at_most AS at_most,
  CASE WHEN t.value IS NOT NULL AND (p.accepts_at_least IS NOT NULL OR p.accepts_at_most IS NOT NULL)
    THEN coalesce(t.value < p.accepts_at_least, false) OR coalesce(t.value > p.accepts_at_most, false)
  END AS crosses,
  COLLECT {
    MATCH (n)<-[r:ANSWERED|RETRACTED_ANSWERED]-(a)
    WHERE r.known_from <= $known_on <= r.known_until
      AND coalesce(r.valid_from, r.valid_until, $as_of) <= $as_of
    RETURN DISTINCT r.answer AS answer ORDER BY answer
  } AS answers,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, split(t.id, '~')[0], actor, position
