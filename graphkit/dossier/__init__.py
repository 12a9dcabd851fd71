"""Facts on disk and facts in memory: knows no graph, no database, no HTML.

- What a dossier is: `model` (its records), `fields` (their values), `dates`, `dossier` (all of it in memory), `names`.
- From files: `folder` (which are read), `lines` with `yaml_lines` and `csv_lines` (texts and their places), `cells`
  (records in tables), `refusals` (what a model refused, in words), `reader` (the whole), `cache`, `haste`.
- What is wrong: `problem`, `checks` with `rules`.
- To files: `writer` with `yaml_text` and `csv_text`, `formatting` with `yaml_tree`, `adding`, `scalars`, `shape`,
  `files`.
- Proof: `evidence` (locks), `proof` (verify them), `passages` (the nearest words).
- Questions: `clocks` (as of and known on), `lookup` (by any name), `references`, `rows`, `schema`, `bundled`.
"""
