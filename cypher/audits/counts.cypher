// title: A dossier has as many nodes and relationships as its load counted
MATCH (dossier:Dossier {key: $dossier})
CALL (dossier) {
  MATCH (n:Actor|Issue|Position|Judgement|Proposal|Event|Source|Evidence|Retracted {dossier: $dossier})
  RETURN count(n) AS nodes, sum(COUNT { (n)-[r]->() WHERE r.id STARTS WITH $dossier + '/' }) AS relationships
}
WITH dossier, nodes, relationships
WHERE nodes <> dossier.nodes OR relationships <> dossier.relationships
RETURN dossier.key AS key,
       nodes + ' nodes and ' + relationships + ' relationships instead of ' + dossier.nodes + ' and ' + dossier.relationships AS found
