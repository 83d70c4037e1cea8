using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>
/// A cycle goes from draft to published step by step. Rules are frozen before the year opens; what is done out of its time takes
/// a reason that stands beside the result for ever. A refusal changes nothing. Needs schemes, steps and panel.
/// </summary>
public sealed partial class EvaluationCycle
{
    /// <summary>The most members of a panel.</summary>
    public const int MostPanel = 50;

    /// <summary>How far ahead a cycle may be opened, in years.</summary>
    public const int MostYearsAhead = 2;

    /// <summary>The version of the rules that counts.</summary>
    public SchemeVersion PresentScheme => Schemes.MaxBy(version => version.Number)!;

    /// <summary>Opens a cycle as a draft.</summary>
    public static EvaluationCycle Open(int year, string? title, Scheme scheme, ActorStamp by, ValidationContext check)
    {
        check.Within(nameof(Year), year, ValidationContext.FirstDay.Year, by.Today.Year + MostYearsAhead);
        var name = check.RequiredLine(nameof(Title), title, TextLimits.Title);
        check.ThrowIfAny();
        var cycle = new EvaluationCycle { Year = year, Title = name, Seed = year };
        cycle.Schemes.Add(new() { Number = 1, At = by.At, By = by.By, Content = scheme.ToJson() });
        cycle.Steps.Add(new() { At = by.At, By = by.By, Stage = CycleStage.Draft });
        return cycle;
    }

    /// <summary>Changes the rules: in place while they are a draft, afterwards as another version with a reason.</summary>
    public void ChangeRules(Scheme scheme, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(Stage != CycleStage.Published, nameof(Stage), null, Rule.WrongStage, Stage);
        var clean = scheme.Checked(check);
        var why = Stage == CycleStage.Draft ? null : check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        var json = clean.ToJson();
        if (json == PresentScheme.Content) return;
        if (Stage == CycleStage.Draft) PresentScheme.Content = json;
        else Schemes.Add(new() { Number = PresentScheme.Number + 1, At = by.At, By = by.By, Reason = why, Content = json });
    }

    /// <summary>Sets who judges, until the result is reviewed.</summary>
    /// <returns>The members that are no longer on it.</returns>
    public IReadOnlyList<PanelMember> ChangePanel(IReadOnlyList<PanelMember> members)
    {
        var check = new ValidationContext();
        check.That(Stage < CycleStage.Review, nameof(Stage), null, Rule.WrongStage, Stage);
        check.That(members.Count <= MostPanel, nameof(Panel), members.Count, Rule.OutOfRange, 0, MostPanel);
        check.That(members.Select(member => member.UserId).Distinct().Count() == members.Count, nameof(Panel), null, Rule.Repeated);
        check.ThrowIfAny();
        var gone = Panel.Where(present => members.All(member => member.UserId != present.UserId)).ToList();
        foreach (var left in gone) Panel.Remove(left);
        foreach (var member in members)
        {
            var present = Panel.Find(one => one.UserId == member.UserId);
            if (present is null) Panel.Add(member);
            else (present.Name, present.CoBuilderId) = (member.Name, member.CoBuilderId);
        }

        return gone;
    }

    /// <summary>Takes the next step, or one back.</summary>
    /// <param name="to">The stage to reach.</param>
    /// <param name="reason">Required out of time and backwards.</param>
    /// <param name="facts">What must be done before.</param>
    /// <param name="by">Who takes it.</param>
    public void Move(CycleStage to, string? reason, CycleFacts facts, ActorStamp by)
    {
        var check = new ValidationContext();
        if (!check.That(to == Stage + 1 || IsBack(to), nameof(Stage), to, Rule.WrongStage, Stage)) check.ThrowIfAny();
        var why = check.Lines("Reason", reason, TextLimits.Note);
        var isOutOfTime = false;
        if (IsBack(to)) check.That(why is not null, "Reason", null, Rule.Required);
        else if (to == CycleStage.Frozen)
        {
            Scheme.FromJson(PresentScheme.Content).Checked(check);
            isOutOfTime = by.Today >= From;
            check.That(!isOutOfTime || why is not null, "Reason", null, Rule.LateFreeze, From);
        }
        else if (to == CycleStage.Collecting) check.That(by.Today >= From, nameof(Stage), null, Rule.YearNotBegun, From);
        else if (to == CycleStage.Scoring)
        {
            isOutOfTime = by.Today <= new DateOnly(Year, 12, 31);
            check.That(!isOutOfTime || why is not null, "Reason", null, Rule.EarlyScoring, new DateOnly(Year, 12, 31));
        }
        else if (to == CycleStage.Review)
            check.That(facts.NotJudged == 0, nameof(Judgement.Points), null, Rule.NotAllJudged, facts.NotJudged);
        else if (to == CycleStage.Published) check.That(facts.OpenAppeals == 0, nameof(Appeal), null, Rule.OpenAppeals, facts.OpenAppeals);
        check.ThrowIfAny();
        if (to == CycleStage.Scoring && Stage == CycleStage.Collecting) ClosedOn = isOutOfTime ? by.Today : null;
        if (to == CycleStage.Collecting) ClosedOn = null;
        Stage = to;
        Steps.Add(new() { At = by.At, By = by.By, Stage = to, Reason = why, IsOutOfTime = isOutOfTime });
    }

    /// <summary>Notes that the result is stored.</summary>
    public void Publish(string hash, ActorStamp by) => (PublishedAt, ResultHash) = (by.At, hash);

    private bool IsBack(CycleStage to) =>
        (Stage, to) is (CycleStage.Scoring, CycleStage.Collecting) or (CycleStage.Review, CycleStage.Scoring);
}

/// <summary>What must be done before a cycle may go on.</summary>
/// <param name="NotJudged">Units and judged criteria without any judge's score.</param>
/// <param name="OpenAppeals">Appeals without an answer.</param>
public sealed record CycleFacts(int NotJudged = 0, int OpenAppeals = 0);
