using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>Which community has to do with an open hazard: given to another, or offered to one that answers.</summary>
public sealed partial class Hazard
{
    /// <summary>Gives it to another unit or community. Its due day stays.</summary>
    /// <param name="communityId">Which is to keep it.</param>
    /// <param name="responsibleUnit">Who is to put it right; nobody when left out.</param>
    /// <param name="reason">Required.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    /// <returns>False when nothing was different.</returns>
    public bool Transfer(int communityId, string? responsibleUnit, string? reason, ActorStamp by, ValidationContext check)
    {
        RefuseRectified(check);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        if (communityId == CommunityId && unit == ResponsibleUnit) return false;
        Move(communityId, unit, why, by);
        return true;
    }

    /// <summary>
    /// Asks another community to take it over. Until that one answers nothing is different: it stays where it is, and its due day runs.
    /// </summary>
    /// <param name="communityId">Which.</param>
    /// <param name="responsibleUnit">Who could put it right there.</param>
    /// <param name="reason">Why it belongs there; required.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public void Offer(int communityId, string? responsibleUnit, string? reason, ActorStamp by, ValidationContext check)
    {
        RefuseRectified(check);
        check.That(communityId != CommunityId, nameof(CommunityId), null, Rule.KeptHere);
        check.That(OfferedToId is null, nameof(CommunityId), null, Rule.Offered);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        (OfferedToId, OfferedOn) = (communityId, by.Today);
        AppendHandingOver(HazardStepKind.Offered, communityId, unit, why, by);
    }

    /// <summary>The community that was asked takes it over, with its due day as it stands.</summary>
    /// <param name="responsibleUnit">Who is to put it right there; nobody when left out.</param>
    /// <param name="note">What is said about it.</param>
    /// <param name="by">Who accepts.</param>
    public void AcceptOffer(string? responsibleUnit, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(OfferedToId is not null, nameof(CommunityId), null, Rule.NotOffered);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        Move(OfferedToId!.Value, unit, said, by);
    }

    /// <summary>The community that was asked says no, or the one that asked takes it back; a reason must say why.</summary>
    public void DeclineOffer(string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(OfferedToId is not null, nameof(CommunityId), null, Rule.NotOffered);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        EndOffer(by, why);
    }

    /// <summary>What was offered is no longer: the community that was asked is told.</summary>
    private void EndOffer(ActorStamp by, string? why = null)
    {
        if (OfferedToId is not { } asked) return;
        AppendHandingOver(HazardStepKind.Declined, asked, null, why, by);
        (OfferedToId, OfferedOn) = (null, null);
    }

    private void Move(int communityId, string? unit, string? note, ActorStamp by)
    {
        if (communityId == OfferedToId) (OfferedToId, OfferedOn) = (null, null);
        else if (communityId != CommunityId) EndOffer(by);
        // A co-builder is the choice of the community that works with it.
        if (communityId != CommunityId) CoBuilderId = null;
        (CommunityId, ResponsibleUnit) = (communityId, unit);
        AppendHandingOver(HazardStepKind.Transferred, communityId, unit, note, by);
    }

    private void AppendHandingOver(HazardStepKind kind, int communityId, string? unit, string? note, ActorStamp by)
    {
        Append(kind, by.Today, by, note);
        (Steps[^1].CommunityId, Steps[^1].ResponsibleUnit) = (communityId, unit);
    }

    private void RefuseRectified(ValidationContext check) =>
        check.That(RectifiedOn is null, nameof(RectifiedOn), RectifiedOn, Rule.Rectified);
}
