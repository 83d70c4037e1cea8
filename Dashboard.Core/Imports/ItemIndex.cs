using Concentric.Ledgers;
using Concentric.OfficeLists;

namespace Concentric.Imports;

/// <summary>
/// The items of a list of the office by their names: what they are called now comes before what they were called, and that before
/// what sheets of offices commonly call them.
/// </summary>
internal sealed class ItemIndex
{
    private readonly CommunityDirectory.ItemNames names;
    private readonly NameIndex<OfficeListItem> present = new(item => (item.Handle, culture => [item.Name]));
    private readonly Dictionary<string, OfficeListItem> others = [];

    public ItemIndex(CommunityDirectory.ItemNames names)
    {
        this.names = names;
        foreach (var item in names.All)
            present.Add(item, item.Handle, null, item.MergedInto is null ? [item.Name, item.NameEn] : []);

        // A sheet of before two items were merged still names the one that is gone.
        foreach (var item in names.All.Where(item => item.MergedInto is not null)) Add(item, item.Name, item.NameEn);
        foreach (var term in names.All.OfType<OfficeTerm>()) Add(term, [.. term.Former]);
        if (names.List is not { } list) return;
        // One of before a built-in term was renamed has the name that the program gave it.
        foreach (var item in names.All)
            Add(item, [.. ImportTexts.Cultures.Select(culture => list.NameGiven(item.Handle, culture)).OfType<string>()]);
        foreach (var item in names.All) Add(item, [.. list.WordsOf(item.Handle)]);
    }

    /// <summary>The item that a text names; what that was merged into, if it was.</summary>
    public NameMatch<OfficeListItem> Find(string text) =>
        FindOwn(text) is { Found: { } item } ? new(names.Find(names.Present(item.Handle)) ?? item) : FindOwn(text);

    /// <summary>The item itself, merged or not: it stays the same, whatever becomes of the list.</summary>
    public NameMatch<OfficeListItem> FindOwn(string text)
    {
        var match = present.Find(text);
        return match.Found is not null || match.Several is not null ? match : new(others.GetValueOrDefault(ImportLookups.Fold(text)));
    }

    private void Add(OfficeListItem item, params ReadOnlySpan<string> words)
    {
        foreach (var word in words) others.TryAdd(ImportLookups.Fold(word), item);
    }
}
