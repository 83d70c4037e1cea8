global using RecordPaths = Concentric.Kinds.RecordPaths;
