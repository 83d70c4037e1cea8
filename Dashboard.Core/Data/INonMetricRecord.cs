namespace Concentric.Data;

/// <summary>A record that no metric counts: however late it comes, it restates no figure.</summary>
public interface INonMetricRecord;

/// <summary>
/// A row that is no record, and of which the change log tells though no figure moves: a notice, the progress of an export.
/// </summary>
public interface IBesideFigures;
