using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>
/// Commitments from spreadsheets, with the day on which they were done. Meeting and co-builder are chosen on the commitment's page.
/// </summary>
internal sealed class CommitmentSheet(RecordKind<Commitment> kind) : KindSheet<Commitment>(kind)
{
    public override Commitment Add(ImportRow row)
    {
        var done = row.Day("done-on");
        var commitment = base.Add(row);
        if (done is { } on) commitment.Complete(on, null, row.Scene.By);
        return commitment;
    }

    public override bool Change(Commitment record, ImportRow row)
    {
        var (done, by, met) = (row.Day("done-on", record.DoneOn), row.Scene.By, record.Meeting?.HeldOn);
        row.Check.That(done is not null || record.DoneOn is null, "done-on", null, Rule.Fixed, record.DoneOn ?? default);
        var isChanged = base.Change(record, row);
        if (done is not { } on || on == record.DoneOn) return isChanged;
        if (record.DoneOn is null) record.Complete(on, met, by);
        else record.CorrectCompletion(on, met, row.Text("reason"), by);
        return true;
    }
}
