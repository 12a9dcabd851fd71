// What was said in private is little, and a question starts from it.
CREATE INDEX graphkit_position_setting IF NOT EXISTS FOR (n:Position) ON (n.dossier, n.setting);
CREATE INDEX graphkit_retracted_setting IF NOT EXISTS FOR (n:Retracted) ON (n.dossier, n.setting);
