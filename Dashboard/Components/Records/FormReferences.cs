using System.Globalization;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What the reference fields of one open form may name, and how what they name is called.</summary>
/// <param name="present">The record that is corrected; null for a new one.</param>
internal sealed class FormReferences<T>(RecordQueries<T> queries, CurrentUser caller, IReadOnlyList<OfferedReferences> offered,
    CommunityDirectory.Names names, T? present)
    where T : EnteredRecord
{
    private readonly Dictionary<(string Field, long Id), Choice<object>> found = [];

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>
    /// Choices of a field that are known: all of them, or, where there are too many, those that have been named or found.
    /// </summary>
    /// <param name="field">One that refers to records.</param>
    /// <param name="community">The community that keeps the record, as the form says it.</param>
    public IReadOnlyList<Choice<object>> Choices(Field<T> field, int? community)
    {
        var all = OfferOf(field);
        List<Choice<object>> choices = all.IsAll
            ? [.. all.Choices.Where(choice => choice.CommunityId is null || choice.CommunityId == community)
                .Where(choice => !IsItself(field, choice.Id)).Select(choice => ChoiceOf(field, choice))]
            : [.. found.Where(one => one.Key.Field == field.Key).Select(one => one.Value)];
        // What is archived since, or has left, stays where it is named.
        return [.. choices, .. NamedBy(field).Where(named => choices.TrueForAll(choice => !choice.Value.Equals(named.Value)))];
    }

    /// <summary>Where further choices of a field come from; null when <see cref="Choices"/> are all.</summary>
    public ChoiceSource<object>? Source(Field<T> field, int? community) => OfferOf(field).IsAll ? null : new(
        async (text, cancellationToken) =>
        {
            var except = field.Source!.Kind == AllKinds.Of<T>().Key ? present?.Id : null;
            var choices = await queries.SearchAsync(caller, field, text, community, except, cancellationToken);
            return [.. choices.Select(choice => Remember(field, choice))];
        },
        async (key, cancellationToken) =>
            long.TryParse(key, CultureInfo.InvariantCulture, out var id) && await FindAsync(field, id, cancellationToken) is not null
                ? Find(field, id) : null);

    /// <summary>One that the caller may refer to; null when there is none. It is called by its name from then on.</summary>
    public async Task<ReferenceChoice?> FindAsync(Field<T> field, long id, CancellationToken cancellationToken)
    {
        var choice = await queries.FindReferenceAsync(caller, field, id, cancellationToken);
        if (choice is not null) Remember(field, choice);
        return choice;
    }

    /// <summary>What a record is called that the form names; null when the form has not named it.</summary>
    public string? NameOf(Field<T> field, long id) => Find(field, id)?.Text;

    private Choice<object>? Find(Field<T> field, long id) => found.GetValueOrDefault((field.Key, id))
        ?? (OfferOf(field).Choices.FirstOrDefault(choice => choice.Id == id) is { } choice ? ChoiceOf(field, choice) : null)
        ?? NamedBy(field).FirstOrDefault(named => named.Value.Equals(id));

    private IEnumerable<Choice<object>> NamedBy(Field<T> field)
    {
        if (present is null) yield break;
        foreach (var part in field.PartsOf(present)) yield return new(part.Id, part.NameFor(Culture));
        if (field.Read(present) is long id) yield return new(id, field.NameOf(present, Culture) ?? "");
    }

    private OfferedReferences OfferOf(Field<T> field) => offered.Single(one => one.Field.Key == field.Key);

    private bool IsItself(Field<T> field, long id) => field.Source!.Kind == AllKinds.Of<T>().Key && id == present?.Id;

    private Choice<object> Remember(Field<T> field, ReferenceChoice choice) => found[(field.Key, choice.Id)] = ChoiceOf(field, choice);

    private Choice<object> ChoiceOf(Field<T> field, ReferenceChoice choice) =>
        new(choice.Id, field.Source!.NameOf(choice, Culture), DetailOf(field.Source, choice));

    /// <summary>What tells two of one name apart: whose they are, their day, their place, their number.</summary>
    private string? DetailOf(ReferenceSource source, ReferenceChoice choice)
    {
        var community = choice.KnownByCommunityId is { } id ? names.Name(id) : null;
        var day = choice.KnownByDay is { } known && !source.IsNamedByDay ? ValueText.Of(known) : null;
        if (community is null && day is null) return null;
        return string.Join(" · ", new[] { community, day, choice.KnownByPlace, $"#{choice.Id.ToString(CultureInfo.InvariantCulture)}" }.OfType<string>());
    }
}
