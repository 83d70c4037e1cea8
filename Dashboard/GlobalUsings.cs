global using RecordPaths = Concentric.Lists.RecordPaths;
