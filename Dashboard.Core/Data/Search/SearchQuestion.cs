namespace Concentric.Data.Search;

/// <summary>How one part of what is looked for stands in a text.</summary>
internal enum SearchPartSort
{
    /// <summary>As pairs of characters, one after another.</summary>
    Pairs,

    /// <summary>As one character, wherever it stands.</summary>
    Character,

    /// <summary>As the beginning of a word of letters and digits.</summary>
    Word,
}

/// <summary>One part of what is looked for.</summary>
/// <param name="Terms">As <see cref="SearchTerms.Of"/> cuts them; one but for <see cref="SearchPartSort.Pairs"/>.</param>
internal sealed record SearchPart(SearchPartSort Sort, IReadOnlyList<string> Terms)
{
    private readonly string text = string.Join(' ', Terms);

    /// <summary>True when it stands in the terms of a text.</summary>
    public bool StandsIn(string terms)
    {
        for (var at = terms.IndexOf(text, StringComparison.Ordinal); at >= 0; at = terms.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || terms[at - 1] == ' ') return true;
        }

        return false;
    }
}

/// <summary>What is looked for: a record is found when all parts of one of the ways to say it stand in its texts.</summary>
internal sealed record SearchQuestion(IReadOnlyList<IReadOnlyList<SearchPart>> Ways)
{
    /// <summary>Any of some texts, of which each is looked for as a whole; null when none holds anything that could be found.</summary>
    public static SearchQuestion? Of(params ReadOnlySpan<string?> texts)
    {
        var ways = new List<IReadOnlyList<SearchPart>>();
        foreach (var text in texts)
        {
            if (SearchTerms.Parts(text) is { Count: > 0 } parts) ways.Add(parts);
        }

        return ways.Count == 0 ? null : new([.. ways.DistinctBy(SqliteSearchIndex.Match)]);
    }
}

/// <summary>Who looks, and among which records.</summary>
/// <param name="WithPersonal">True to look in personal texts too.</param>
/// <param name="CommunityIds">Whose records; null for all.</param>
/// <param name="Kind">The place of the kind that is looked for; null for all.</param>
/// <param name="Last">
/// The highest key that can be meant; null for any. A kind of which there are fewer records than of others ends long before them in the
/// order of keys: whoever looks for it from the newest on need not pass over theirs.
/// </param>
internal sealed record SearchScope(bool WithPersonal, IReadOnlyList<int>? CommunityIds, int? Kind = null, long? Last = null)
{
    /// <summary>
    /// True when the record answers the question for whoever looks. What is shared may be read by all who share it; what is personal in it
    /// stays with those who keep it.
    /// </summary>
    public bool Finds(SearchQuestion question, IndexedRecord record)
    {
        if (CommunityIds is null) return IsIn(question, record, WithPersonal);
        return (WithPersonal && IsOfTheirs(record.Keeper) && IsIn(question, record, withPersonal: true))
            || (IsOfTheirs(record.Communities) && IsIn(question, record, withPersonal: false));
    }

    private static bool IsIn(SearchQuestion question, IndexedRecord record, bool withPersonal) =>
        question.Ways.Any(parts => parts.All(part =>
            part.StandsIn(record.Terms) || (withPersonal && part.StandsIn(record.Personal))));

    private bool IsOfTheirs(string communities) => communities == IndexedRecord.OfAll
        || communities.Split(' ').Any(community => CommunityIds!.Any(id => community == IndexedRecord.NameOf(id)));
}
