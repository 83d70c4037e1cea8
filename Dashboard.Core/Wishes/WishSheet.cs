using Concentric.CoBuilders;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>
/// Wishes from spreadsheets, with who claimed them and when they were fulfilled. Taking a claim or a fulfilment back takes a reason and
/// is entered on the wish's page.
/// </summary>
internal sealed class WishSheet(RecordKind<Wish> kind) : KindSheet<Wish>(kind)
{
    public override Wish Add(ImportRow row)
    {
        var said = ReadSteps(row, null);
        var wish = base.Add(row);
        Advance(wish, said, row);
        return wish;
    }

    public override bool Change(Wish record, ImportRow row)
    {
        var said = ReadSteps(row, record);
        row.Check.That(said.ClaimedOn is not null || record.ClaimedOn is null, "claimed-on", null, Rule.Fixed, record.ClaimedOn ?? default);
        row.Check.That(
            said.FulfilledOn is not null || record.FulfilledOn is null, "fulfilled-on", null, Rule.Fixed, record.FulfilledOn ?? default);
        var isChanged = base.Change(record, row);
        return Advance(record, said, row) || isChanged;
    }

    /// <summary>Claims and fulfils what the row says is claimed and fulfilled; corrects what it tells otherwise.</summary>
    private static bool Advance(Wish wish, Said said, ImportRow row)
    {
        var (by, isChanged) = (row.Scene.By, false);
        if (said.ClaimedOn is { } claimed)
        {
            if (wish.ClaimedOn is null)
            {
                wish.Claim(claimed, said.Claimant, by, row.Check);
                isChanged = true;
            }
            else if ((claimed, said.Claimant) != (wish.ClaimedOn, new Claimant(wish.ClaimedBy, wish.CoBuilderId)))
            {
                wish.CorrectClaim(claimed, said.Claimant, said.Reason, by, row.Check);
                isChanged = true;
            }
        }

        if (said.FulfilledOn is not { } fulfilled || fulfilled == wish.FulfilledOn) return isChanged;
        if (wish.FulfilledOn is null) wish.Fulfil(fulfilled, by);
        else wish.CorrectFulfilment(fulfilled, said.Reason, by);
        return true;
    }

    private static Said ReadSteps(ImportRow row, Wish? present)
    {
        var person = PlainText.Clean(row.Personal("claimed-by", present?.ClaimedBy));
        string?[] names = [present?.CoBuilder?.Name, present?.CoBuilder?.NameEn];
        var unit = row.IdOrPresent("co-builder", CoBuilder.References, present?.CoBuilderId, names);
        // Who is told takes the place of whom the file leaves out.
        if (row.IsGiven("co-builder") && !row.Has("claimed-by")) person = null;
        if (row.IsGiven("claimed-by") && !row.Has("co-builder")) unit = null;
        var (claimed, fulfilled) = (row.Day("claimed-on", present?.ClaimedOn), row.Day("fulfilled-on", present?.FulfilledOn));
        row.Check.That(claimed is not null || (person is null && unit is null && fulfilled is null), "claimed-on", null, Rule.Required);
        return new(claimed, new(person, unit), fulfilled, row.Text("reason"));
    }

    private sealed record Said(DateOnly? ClaimedOn, Claimant Claimant, DateOnly? FulfilledOn, string? Reason);
}
