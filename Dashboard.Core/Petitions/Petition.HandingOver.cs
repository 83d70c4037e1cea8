using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>Who handles an open petition: transferred, offered to another community, shared with several.</summary>
public sealed partial class Petition
{
    /// <summary>Gives it to another unit, co-builder or community to handle.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Transfer(int communityId, string? responsibleUnit, long? coBuilderId, string? reason, ActorStamp by,
        ValidationContext check)
    {
        RefuseClosed(check);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        if (communityId == CommunityId && unit == ResponsibleUnit && coBuilderId == CoBuilderId) return false;
        Move(communityId, unit, coBuilderId, why, by);
        return true;
    }

    /// <summary>
    /// Asks another community to take it over. Until that one answers nothing is different: it stays where it is, and its due day runs.
    /// </summary>
    /// <param name="communityId">Which.</param>
    /// <param name="responsibleUnit">Who could handle it there.</param>
    /// <param name="reason">Why it belongs there; required.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public void Offer(int communityId, string? responsibleUnit, string? reason, ActorStamp by, ValidationContext check)
    {
        RefuseClosed(check);
        check.That(communityId != CommunityId, nameof(CommunityId), null, Rule.KeptHere);
        check.That(OfferedToId is null, nameof(CommunityId), null, Rule.Offered);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        (OfferedToId, OfferedOn) = (communityId, by.Today);
        var step = Append(PetitionStepKind.Offered, by.Today, by, why);
        (step.CommunityId, step.ResponsibleUnit) = (communityId, unit);
    }

    /// <summary>The community that was asked takes it over, with its due day as it stands.</summary>
    /// <param name="responsibleUnit">Who is to handle it there; nobody when left out.</param>
    /// <param name="note">What is said about it.</param>
    /// <param name="by">Who accepts.</param>
    public void AcceptOffer(string? responsibleUnit, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(OfferedToId is not null, nameof(CommunityId), null, Rule.NotOffered);
        var unit = check.Line(nameof(ResponsibleUnit), responsibleUnit, TextLimits.Name);
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        Move(OfferedToId!.Value, unit, null, said, by);
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

    /// <summary>Shares it with other communities, or with none any more. The keeping community always takes part.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Share(IReadOnlyCollection<int> communityIds, string? note, ActorStamp by, ValidationContext check)
    {
        RefuseClosed(check);
        var why = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        HashSet<int> wanted = [.. communityIds, CommunityId];
        if (wanted.Count == 1) wanted.Clear();
        if (wanted.SetEquals(Communities.Select(shared => shared.CommunityId))) return false;
        Communities.RemoveAll(shared => !wanted.Contains(shared.CommunityId));
        foreach (var id in wanted.Except(Communities.Select(shared => shared.CommunityId)).Order().ToList())
            Communities.Add(new PetitionCommunity { CommunityId = id });
        IsJoint = wanted.Count > 0;
        Append(PetitionStepKind.Shared, by.Today, by, why).SharedWith = string.Join(',', wanted.Order());
        return true;
    }

    /// <summary>What was offered is no longer: the community that was asked is told.</summary>
    private void EndOffer(ActorStamp by, string? why = null)
    {
        if (OfferedToId is null) return;
        Append(PetitionStepKind.Declined, by.Today, by, why).CommunityId = OfferedToId;
        (OfferedToId, OfferedOn) = (null, null);
    }

    private void Move(int communityId, string? unit, long? coBuilderId, string? note, ActorStamp by)
    {
        if (communityId == OfferedToId) (OfferedToId, OfferedOn) = (null, null);
        else if (communityId != CommunityId) EndOffer(by);
        (CommunityId, ResponsibleUnit, CoBuilderId) = (communityId, unit, coBuilderId);
        if (IsJoint && Communities.All(shared => shared.CommunityId != communityId))
            Communities.Add(new PetitionCommunity { CommunityId = communityId });
        var step = Append(PetitionStepKind.Transferred, by.Today, by, note);
        (step.CommunityId, step.ResponsibleUnit, step.CoBuilderId) = (communityId, unit, coBuilderId);
    }
}
