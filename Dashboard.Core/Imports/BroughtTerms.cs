using Concentric.OfficeLists;

namespace Concentric.Imports;

/// <summary>The terms that rows of a file have brought to open lists, each once, as it was written first.</summary>
public sealed class BroughtTerms
{
    private readonly Dictionary<(TermList List, string Folded), string> first = [];
    private readonly List<(TermList List, string Code)> all = [];

    public IEnumerable<(TermList List, string Code)> All => all;

    /// <returns>The term as the first row wrote it that brought it.</returns>
    public string Add(TermList list, string code)
    {
        var key = (list, ImportLookups.Fold(code));
        if (first.TryGetValue(key, out var known)) return known;
        first[key] = code;
        // A list takes no more than this, however many a file brings.
        if (all.Count < OfficeList<OfficeTerm>.MostItems) all.Add((list, code));
        return code;
    }
}
