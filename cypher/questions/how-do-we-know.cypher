// title: On what evidence does a position rest?
// Each piece of evidence for one position: who says it (source), in whose text (carrier), in which paragraph,
// whether the passage is locked, and the Admiralty grades: reliability A to F of both, credibility 1 to 6 of the
// passage.
// param dossier, as_of, known_on: always
// param position: position id, e.g. position:russia-ceasefire-30-days
// returns evidence, source, reliability, published, carrier, carrier_reliability, carrier_published, paragraph,
//   locked, credibility, status, attributed_by

MATCH (p:Position|Retracted {key: $dossier + '/' + $position})-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)
MATCH (e)-[f:FROM|RETRACTED_FROM]->(s)
WHERE all(x IN [p, shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(carried)
WHERE all(x IN [via, carried] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
WITH p, e, s, teller, coalesce(carried, s) AS c
RETURN e.id AS evidence, s.id AS source, s.reliability AS reliability, s.published AS published,
  c.id AS carrier, c.reliability AS carrier_reliability, c.published AS carrier_published,
  e.paragraph AS paragraph, e.lock_start IS NOT NULL AS locked, e.credibility AS credibility,
  p.status AS status, teller.id AS attributed_by
ORDER BY evidence
