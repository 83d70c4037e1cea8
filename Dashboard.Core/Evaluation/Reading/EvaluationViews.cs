namespace Concentric.Evaluation;

/// <summary>A cycle in the list.</summary>
public sealed record CycleRow(long Id, int Year, string Title, CycleStage Stage, DateTime? PublishedAt);

/// <summary>A version of the rules, without the rules.</summary>
public sealed record SchemeNote(int Number, DateTime At, string By, string? Reason);

/// <summary>A step of a cycle.</summary>
public sealed record CycleStepNote(CycleStage Stage, DateTime At, string By, string? Reason, bool IsOutOfTime);

/// <summary>Somebody on the panel.</summary>
public sealed record PanelistNote(int UserId, string Name, long? CoBuilderId);

/// <summary>What every page of a cycle shows of it.</summary>
/// <param name="Until">Last day that counts so far.</param>
public sealed record CycleInfo(
    long Id, int Version, int Year, string Title, CycleStage Stage, DateOnly From, DateOnly To, DateOnly Until, int Seed,
    DateTime? PublishedAt, string? ResultHash,
    IReadOnlyList<SchemeNote> Schemes, IReadOnlyList<CycleStepNote> Steps, IReadOnlyList<PanelistNote> Panel)
{
    /// <summary>True when the panel's scores are known to its members only.</summary>
    public bool IsScoring => Stage == CycleStage.Scoring;

    public bool IsPublished => Stage == CycleStage.Published;
}

/// <summary>The board of units.</summary>
/// <param name="Lines">As published, or as the records tell it now.</param>
/// <param name="Now">For a published cycle, as the records would tell it now; otherwise null.</param>
/// <param name="Robustness">As published, by unit; empty before, when the page draws it.</param>
/// <param name="OpenAppeals">Without an answer.</param>
/// <param name="NotJudged">Scores of the panel that are missing for ranked units.</param>
/// <param name="MayKeep">True when the caller keeps the evaluation.</param>
/// <param name="MayJudge">True when the caller is on the panel.</param>
public sealed record BoardView(
    CycleInfo Cycle, Scheme Scheme, IReadOnlyList<UnitLine> Lines, IReadOnlyDictionary<long, UnitLine>? Now,
    IReadOnlyDictionary<long, UnitRobustness> Robustness,
    int OpenAppeals, int NotJudged, bool MayKeep, bool MayJudge)
{
    /// <summary>Units that are ranked.</summary>
    public int Ranked => Lines.Count(line => line.Rank is not null);
}

/// <summary>An appeal for the pages.</summary>
public sealed record AppealRow(
    long Id, int Version, long CoBuilderId, string Unit, string? Criterion, string Text, DateTime RaisedAt, AppealState State,
    string? Answer, string? AnsweredBy, DateTime? AnsweredAt);

/// <summary>An adjustment for the pages.</summary>
public sealed record AdjustmentRow(long Id, int Version, long CoBuilderId, string Unit, string RuleKey, int Times, string Reason,
    string Evidence);

/// <summary>Appeals and adjustments of a cycle.</summary>
public sealed record AppealsView(CycleInfo Cycle, Scheme Scheme, IReadOnlyList<AppealRow> Appeals, IReadOnlyList<AdjustmentRow> Adjustments,
    IReadOnlyList<UnitProfile> Units, bool MayKeep, bool MayAdjust);

/// <summary>One unit's page.</summary>
/// <param name="Line">As published, or as the records tell it now.</param>
/// <param name="Now">For a published cycle, the unit as the records would tell it now; null when they tell the same.</param>
/// <param name="Ranked">How many units are ranked.</param>
/// <param name="MergedInto">The unit it was merged into.</param>
/// <param name="MergedFrom">Units that were merged into it.</param>
/// <param name="IsWhole">For a published result, whether it still has the hash it was published with; otherwise null.</param>
public sealed record UnitView(
    CycleInfo Cycle, Scheme Scheme, UnitLine Line, UnitLine? Now, int Ranked, IReadOnlyList<OneMoreLine> OneMore,
    UnitRobustness? Robustness,
    IReadOnlyList<EvidenceRecord> Evidence, IReadOnlyList<AppealRow> Appeals, UnitProfile? MergedInto,
    IReadOnlyList<UnitProfile> MergedFrom, bool? IsWhole, bool MayKeep, bool MayAdjust);

/// <summary>What a judge has said of a unit.</summary>
public sealed record OwnJudgement(long Id, int Version, long CoBuilderId, string Criterion, int? Points, string? Note);

/// <summary>A panel member's page: the units and what the member has said, nobody else's.</summary>
/// <param name="OwnUnitId">Not judged by the member.</param>
public sealed record PanelView(CycleInfo Cycle, Scheme Scheme, IReadOnlyList<UnitLine> Units, IReadOnlyList<OwnJudgement> Own,
    long? OwnUnitId, bool IsMember);

/// <summary>The rules of a cycle, and one version of them in full.</summary>
/// <param name="Shown">The number of the version.</param>
public sealed record SchemeView(CycleInfo Cycle, Scheme Scheme, int Shown, bool MayKeep);

/// <summary>What rules in draft leave undecided.</summary>
/// <param name="Year">Whose records were looked at.</param>
public sealed record IdleCheck(int Year, IReadOnlyList<IdleCriterion> Criteria);
