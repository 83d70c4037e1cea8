namespace Concentric.Data;

/// <summary>A record that no metric counts: however late it comes, it restates no figure.</summary>
public interface INonMetricRecord;
