using Concentric.Data;

namespace Concentric.Evaluation;

/// <summary>
/// A record of the annual evaluation of co-builders. Everybody reads it; who writes it depends on the kind
/// (<see cref="Rights.MayEnter{T}"/>).
/// </summary>
[EnteredBy(EntryRight.KeepEvaluation)]
public abstract class EvaluationRecord : StreetRecord, INonMetricRecord;
