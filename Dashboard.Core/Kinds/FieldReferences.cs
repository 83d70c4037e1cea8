using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.OfficeLists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>
/// Checks that what is said of a record refers to what is there and open to the caller. Both are refused alike, as unknown.
/// </summary>
internal static class FieldReferences
{
    /// <summary>
    /// What a record refers to must be there and open to the caller; what it refers to already may stay, archived since or not.
    /// </summary>
    public static async Task CheckReferencesAsync<T>(
        this ValidationContext check, DashboardDbContext db, CurrentUser caller, FieldValues<T> values, T? present,
        CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var keptBy = (present as CommunityRecord)?.CommunityId;
        var communityId = keptBy;
        var community = kind.Fields.FirstOrDefault(field => field.Type == FieldDataType.Community);
        if (community is not null && (present is null || (!community.IsFixed && values.Has(community))))
        {
            communityId = (int?)values[community];
            if (communityId is { } id && id != 0)
            {
                var isOpen = caller.MayWrite && caller.Sees(id) && await db.Communities.AnyAsync(one => one.Id == id, cancellationToken);
                check.That(isOpen, community.Key, id, Rule.Unknown);
            }
        }

        foreach (var field in kind.Fields.Where(field => field is { Type: FieldDataType.Reference, IsEntered: true }))
        {
            var was = present is null ? null : field.Read(present);
            if ((present is null || values.Has(field) ? values[field] : was) is not long id) continue;
            // What belongs to a community does not follow a record into another.
            if (Equals(was, id) && (!field.Source!.IsOfCommunity || communityId == keptBy)) continue;
            check.That(await field.Source!.ExistsAsync(db, caller, id, communityId, cancellationToken), field.Key, id, Rule.Unknown);
        }

        var terms = kind.Fields.Where(field => field is { Terms: not null, IsEntered: true } && values[field] is string).ToList();
        if (terms.Count > 0)
        {
            // Read anew: what was merged a moment ago on another node is refused.
            var rows = await db.OfficeTerms.AsNoTracking().ToListAsync(cancellationToken);
            foreach (var field in terms)
            {
                if (PlainText.Clean((string?)values[field]) is not { } code || Equals(code, present is null ? null : field.Read(present)))
                    continue;
                var names = new CommunityDirectory.ItemNames(field.Terms!.Complete(rows), field.Terms);
                if (field.Terms!.IsOpen)
                {
                    // What is typed may be what a term is called; what none is called becomes one.
                    if (new ItemIndex(names).Find(code).Found is not { } found) continue;
                    values[field] = code = found.Handle;
                    if (Equals(code, present is null ? null : field.Read(present))) continue;
                }

                check.CheckTerm(names, field.Key, code);
            }
        }

        foreach (var field in kind.Fields.Where(
            field => field is { Type: FieldDataType.References or FieldDataType.Communities, IsEntered: true }))
        {
            // What has gone since may stay where it took part.
            var before = present is null ? null : field.Read(present) as FieldList;
            List<long> added = [.. ((values[field] as FieldList)?.Ids ?? []).Except(before?.Ids ?? [])];
            var known = field.Source?.Ids(db, caller) ?? db.Communities.Select(one => (long)one.Id);
            await check.CheckAllAsync(field.Key, added, known, cancellationToken);
        }
    }
}
