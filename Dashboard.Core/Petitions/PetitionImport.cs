using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>
/// Petitions from spreadsheets, with their course: a row that gives the days of the stages and the closing walks the loop step by
/// step, by the same rules as somebody who enters it. Stages are not passed over here.
/// </summary>
public sealed class PetitionImport(RecordKind<Petition> kind) : KindSheet<Petition>(
    kind,
    new ImportColumn("negotiated-on", ImportType.Day, "NegotiatedOn") { Synonyms = ["协商时间", "Negotiation date"] },
    new("handled-on", ImportType.Day, "HandledOn") { Synonyms = ["办理时间", "处理时间", "处理日期", "Date handled"] },
    new("fed-back-on", ImportType.Day, "FedBackOn") { Synonyms = ["反馈时间", "答复时间", "答复日期", "Feedback date"] },
    new("closed-on", ImportType.Day, nameof(Petition.ClosedOn)) { Synonyms = ["办结时间", "完成时间", "完成日期", "结案时间", "Closed", "Date closed"] },
    new("outcome", ImportType.Term, nameof(Petition.Outcome))
    {
        TermType = typeof(PetitionOutcome),
        Synonyms = ["办理结果", "办结结果", "处理结果", "是否解决", "解决情况", "Result"],
    },
    new("closing-note", ImportType.Text, "Note") { Width = 24, Synonyms = ["办结情况", "处理情况说明", "处理意见", "Result in words"] },
    new("call-back-on", ImportType.Day, nameof(Petition.CallBackOn)) { Synonyms = ["回访时间", "Call-back date"] },
    new("responded", ImportType.YesNo, nameof(Petition.CallBackResponded)) { Synonyms = ["是否响应", "是否回应", "有无响应", "Was responded to"] },
    new("confirmed", ImportType.YesNo, nameof(Petition.CallBackResolved)) { Synonyms = ["是否确认", "群众是否确认", "居民确认", "Resident confirmed"] },
    new("satisfaction", ImportType.Term, nameof(Petition.Satisfaction))
    {
        TermType = typeof(Satisfaction),
        Synonyms = ["满意情况", "群众满意度", "是否满意", "Satisfied"],
    })
{
    public override IQueryable<Petition> With(IQueryable<Petition> records) =>
        records.Include(petition => petition.Steps.OrderBy(step => step.Id)).Include(petition => petition.Communities).AsSplitQuery();

    public override Petition Add(ImportRow row)
    {
        var said = ReadSteps(row, null);
        var scene = row.Scene;
        var petition = Petition.Collect(said.Values, CategoryOf(row, said), scene.Calendar, scene.By, row.Check);
        Advance(petition, said, row);
        return petition;
    }

    public override bool Change(Petition record, ImportRow row)
    {
        var said = ReadSteps(row, record);
        row.Check.ThrowIfAny();
        var (by, calendar) = (row.Scene.By, row.Scene.Calendar);
        var isChanged = false;
        if (said.CommunityId != record.CommunityId)
        {
            var unit = said.Values.Has(PetitionRecords.Kind["responsible"])
                ? (string?)said.Values[PetitionRecords.Kind["responsible"]]
                : record.ResponsibleUnit;
            isChanged |= record.Transfer(said.CommunityId, unit, record.CoBuilderId, said.Reason, by, new ValidationContext());
        }

        isChanged |= record.Correct(said.Values, CategoryOf(row, said), calendar, by, new ValidationContext());
        return Advance(record, said, row) || isChanged;
    }

    /// <summary>
    /// Takes the steps that the row tells and the petition has not taken yet, in the order of the loop; corrects those that differ.
    /// </summary>
    private static bool Advance(Petition petition, Said said, ImportRow row)
    {
        var (by, calendar) = (row.Scene.By, row.Scene.Calendar);
        var isChanged = false;
        Reach("negotiated-on", PetitionStage.Negotiated, PetitionStepKind.Negotiated, said.NegotiatedOn, on =>
            petition.Negotiate(on, null, null, by));
        Reach("handled-on", PetitionStage.Handled, PetitionStepKind.Handled, said.HandledOn, on => petition.Handle(on, null, null, by));
        Reach("fed-back-on", PetitionStage.FedBack, PetitionStepKind.FedBack, said.FedBackOn, on => petition.FeedBack(on, null, null, by));
        row.Check.ThrowIfAny();

        if (said.ClosedOn is { } closedOn && said.Outcome is { } outcome)
        {
            if (petition.ClosedOn is not null && PlainText.Clean(said.Note, lines: true) is { } note)
            {
                // What was said at a closing stands in the timeline; it is not rewritten by a file.
                var told = petition.Steps.FindLast(step => step.Kind == PetitionStepKind.Closed)?.Note;
                row.Check.That(note == told, row.FieldOf("closing-note"), note, Rule.Fixed, told ?? "—");
                row.Was("closing-note", told);
                row.Check.ThrowIfAny();
            }

            if (petition.ClosedOn is null)
            {
                row.Step("closed-on", () => Close(petition, closedOn, outcome, said.Note, row.Scene));
                isChanged = true;
            }
            else if (closedOn != petition.ClosedOn || outcome != petition.Outcome)
                isChanged |= petition.CorrectClosing(closedOn, outcome, said.Reason, calendar, by);
        }

        if (said.CallBackOn is not { } calledOn) return isChanged;
        if (petition.CallBackOn is not null && (petition.CallBackValid || said.Answers is null))
            return (calledOn != petition.CallBackOn || said.Answers != AnswersOf(petition))
                ? petition.CorrectCallBack(calledOn, said.Answers, said.Reason, by) || isChanged
                : isChanged;
        row.Step("call-back-on", () => petition.CallBack(calledOn, said.Answers, null, by));
        return true;

        void Reach(string key, PetitionStage stage, PetitionStepKind kind, DateOnly? on, Action<DateOnly> step)
        {
            if (on is not { } day) return;
            if (petition.Stage >= stage || petition.ClosedOn is not null)
            {
                // Taken already: the file may say so, and not otherwise.
                var taken = petition.Steps.FindLast(known => known.Kind == kind)?.HappenedOn;
                row.Was(key, taken);
                row.Check.That(day == taken, row.FieldOf(key), day, Rule.Fixed, taken is { } at ? at : "—");
                return;
            }

            row.Step(key, () => step(day));
            isChanged = true;
        }
    }

    private static void Close(Petition petition, DateOnly on, PetitionOutcome outcome, string? note, ImportContext scene)
    {
        switch (outcome)
        {
            case PetitionOutcome.Resolved: petition.CloseAsResolved(on, note, null, scene.Calendar, scene.By); break;
            case PetitionOutcome.Explained: petition.CloseAsExplained(on, note, null, scene.Calendar, scene.By); break;
            case PetitionOutcome.Unresolved: petition.CloseAsUnresolved(on, note, null, scene.Calendar, scene.By); break;
            default: petition.Withdraw(on, note, scene.Calendar, scene.By); break;
        }
    }

    private static CallBackAnswers? AnswersOf(Petition petition) =>
        petition.CallBackValid ? new(petition.CallBackResponded, petition.CallBackResolved, petition.Satisfaction!.Value) : null;

    private static PetitionCategory? CategoryOf(ImportRow row, Said said) =>
        said.Values[PetitionRecords.Kind["category"]] is string key ? (PetitionCategory?)row.Scene.Lookups.FindItem(null, key).Found : null;

    private Said ReadSteps(ImportRow row, Petition? present)
    {
        var values = Read(row, present);
        var community = present is null ? (int)values[PetitionRecords.Kind["community"]]! : row.Community(present: present.CommunityId);
        var said = new Said(community, values)
        {
            NegotiatedOn = row.Day("negotiated-on"),
            HandledOn = row.Day("handled-on"),
            FedBackOn = row.Day("fed-back-on"),
            ClosedOn = row.Day("closed-on", present?.ClosedOn),
            Outcome = row.Term<PetitionOutcome>("outcome", present?.Outcome),
            Note = row.Text("closing-note"),
            CallBackOn = row.Day("call-back-on", present?.CallBackOn),
            Answers = ReadAnswers(row, present),
            Reason = row.Text("reason"),
        };
        var check = row.Check;
        check.That(said.ClosedOn is not null || !row.IsGiven("closing-note"), nameof(Petition.ClosedOn), null, Rule.Required);
        if (said.ClosedOn is null && present?.ClosedOn is { } closed)
            check.That(false, nameof(Petition.ClosedOn), null, Rule.Fixed, closed);
        else if (said.ClosedOn is null) check.That(said.Outcome is null, nameof(Petition.ClosedOn), null, Rule.Required);
        else check.That(said.Outcome is not null, nameof(Petition.Outcome), null, Rule.Required);
        if (said.CallBackOn is null && present?.CallBackOn is { } called)
            check.That(false, nameof(Petition.CallBackOn), null, Rule.Fixed, called);
        return said;
    }

    /// <summary>
    /// All three answers, or none: a call that reached nobody. Exports write such a call, and none at all, as answered with "no" and
    /// without satisfaction: so it may stand where nothing is said of another call.
    /// </summary>
    private static CallBackAnswers? ReadAnswers(ImportRow row, Petition? present)
    {
        var (check, valid, calledOn) = (row.Check, present?.CallBackValid == true, row.Day("call-back-on", present?.CallBackOn));
        var responded = row.YesNo("responded", valid ? present!.CallBackResponded : null);
        var resolved = row.YesNo("confirmed", valid ? present!.CallBackResolved : null);
        var satisfaction = row.Term<Satisfaction>("satisfaction", present?.Satisfaction);
        if (responded is null && resolved is null && satisfaction is null) return null;
        if (present is not null && !valid && calledOn == present.CallBackOn && (responded, resolved, satisfaction) == (false, false, null))
            return null;
        check.That(calledOn is not null, nameof(Petition.CallBackOn), null, Rule.Required);
        check.That(responded is not null, nameof(Petition.CallBackResponded), null, Rule.PartOfAnswers);
        check.That(resolved is not null, nameof(Petition.CallBackResolved), null, Rule.PartOfAnswers);
        check.That(satisfaction is not null, nameof(Petition.Satisfaction), null, Rule.PartOfAnswers);
        return responded is { } answered && resolved is { } confirmed
            && satisfaction is { } content ? new(answered, confirmed, content) : null;
    }

    private sealed record Said(int CommunityId, FieldValues<Petition> Values)
    {
        public DateOnly? NegotiatedOn { get; init; }

        public DateOnly? HandledOn { get; init; }

        public DateOnly? FedBackOn { get; init; }

        public DateOnly? ClosedOn { get; init; }

        public PetitionOutcome? Outcome { get; init; }

        public string? Note { get; init; }

        public DateOnly? CallBackOn { get; init; }

        public CallBackAnswers? Answers { get; init; }

        public string? Reason { get; init; }
    }
}
