using Concentric.OfficeLists;

namespace Concentric.Imports;

/// <summary>The terms that rows of a file have brought to open lists, each once.</summary>
public sealed class BroughtTerms
{
    private readonly HashSet<(TermList List, string Code)> all = [];

    public IEnumerable<(TermList List, string Code)> All => all;

    public void Add(TermList list, string code)
    {
        // A list takes no more than this, however many a file brings.
        if (all.Count < OfficeList<OfficeTerm>.MostItems) all.Add((list, code));
    }
}
