using System.Globalization;
using System.Text;
using Concentric.Data.Bulk;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Search;

/// <summary>
/// An index in two tables that any store can keep: each record with its terms, and each term with the records that it stands in, the last
/// entered first at hand. A search reads the records of its rarest term that also hold the others, and looks in their terms whether they
/// answer; so what is found is what <see cref="SqliteSearchIndex"/> finds (docs/decisions/searching.md).
/// </summary>
internal sealed class PairSearchIndex : SearchIndex
{
    /// <summary>A term in fewer records than this is rare: all that it stands in may be read.</summary>
    private const int Few = 2_000;

    /// <summary>
    /// Beginnings of words in fewer rows than this are gathered and put in order; with more, the newest records are looked at.
    /// </summary>
    private const int Many = 20_000;

    /// <summary>The newest records that are looked at before the rows of a frequent beginning are gathered after all.</summary>
    private const int MostLooked = 20_000;

    /// <summary>Terms that the store itself holds against each other; further ones are looked for in the records.</summary>
    private const int MostJoined = 4;

    private const int TermsAtOnce = 20;

    internal override string Version => "pairs 2";

    internal override int Batch => 500;

    internal override bool IsOfUseInPart => false;

    /// <summary>The rows that stand for a record.</summary>
    internal static HashSet<SearchPosting> PostingsOf(IndexedRecord record)
    {
        var community = record.Communities == IndexedRecord.OfAll ? SearchPosting.Everybodys
            : record.Communities == record.Keeper ? int.Parse(record.Keeper.AsSpan(1), CultureInfo.InvariantCulture)
            : SearchPosting.Several;
        var open = TermsOf(record.Terms).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. open.Concat(TermsOf(record.Personal)).Distinct(StringComparer.Ordinal).Select(term => new SearchPosting
            {
                Term = term,
                Key = record.Key,
                CommunityId = community,
                IsOpen = open.Contains(term),
            }),
        ];
    }

    internal override Task<bool> ExistsAsync(DashboardDbContext db, CancellationToken cancellationToken) => Task.FromResult(true);

    internal override async Task EmptyAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        // Tens of millions of rows, deleted one by one, would fill the log. SQLite drops the pages of a table that is emptied as a whole.
        var isEmbedded = db is SqliteDashboardDbContext;
        await db.Database.ExecuteSqlRawAsync(isEmbedded ? "DELETE FROM [SearchPostings]" : "TRUNCATE TABLE [SearchPostings]",
            cancellationToken);
        await db.Database.ExecuteSqlRawAsync(isEmbedded ? "DELETE FROM [SearchRecords]" : "TRUNCATE TABLE [SearchRecords]",
            cancellationToken);
    }

    internal override async Task WriteAsync(DashboardDbContext db, IReadOnlyList<IndexedRecord> records, IEnumerable<long> gone, bool isNew,
        CancellationToken cancellationToken)
    {
        List<long> keys = [.. records.Select(record => record.Key), .. gone];
        var known = isNew
            ? []
            : await db.SearchRecords.AsNoTracking().Where(record => EF.Parameter(keys).Contains(record.Key))
                .ToDictionaryAsync(record => record.Key, cancellationToken);
        // Most changes of a record leave its texts as they are.
        List<IndexedRecord> written = [.. records.Where(record => known.GetValueOrDefault(record.Key) != record)];
        var added = new List<SearchPosting>();
        foreach (var record in written)
        {
            var postings = PostingsOf(record);
            if (known.TryGetValue(record.Key, out var before))
            {
                var old = PostingsOf(before);
                await DeleteAsync(db, record.Key, old.Except(postings), cancellationToken);
                postings.ExceptWith(old);
            }

            added.AddRange(postings);
        }

        var removed = known.Keys.Except(records.Select(record => record.Key)).ToList();
        foreach (var key in removed) await DeleteAsync(db, key, PostingsOf(known[key]), cancellationToken);
        List<long> replaced = [.. removed, .. written.Select(record => record.Key).Where(known.ContainsKey)];
        if (replaced.Count > 0)
            await db.SearchRecords.Where(record => EF.Parameter(replaced).Contains(record.Key)).ExecuteDeleteAsync(cancellationToken);
        if (written.Count == 0) return;
        await using var writer = await BulkWriter.OpenAsync(db, cancellationToken);
        await writer.WriteAsync(written, cancellationToken);
        // In the order of the table, so that neighbours are written together.
        added.Sort((one, other) =>
            string.CompareOrdinal(one.Term, other.Term) is not 0 and var order ? order : one.Key.CompareTo(other.Key));
        await writer.WriteAsync(added, cancellationToken);
    }

    internal override async Task<IReadOnlyList<long>> FindAsync(DashboardDbContext db, SearchQuestion question, SearchScope scope, int most,
        CancellationToken cancellationToken)
    {
        var found = new List<long>();
        foreach (var way in question.Ways) found.AddRange(await new Search(db, way, scope, most).RunAsync(cancellationToken));
        return [.. found.Distinct().OrderDescending().Take(most)];
    }

    private static async Task DeleteAsync(DashboardDbContext db, long key, IEnumerable<SearchPosting> postings,
        CancellationToken cancellationToken)
    {
        // Each term as a parameter of its own: a list of them in one would have the collation of the database.
        foreach (var terms in postings.Select(posting => posting.Term).Chunk(TermsAtOnce))
            await db.SearchPostings.Where(row => terms.Contains(row.Term) && row.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The terms by which a text is found here: its own, and each of its characters.</summary>
    private static IEnumerable<string> TermsOf(string terms)
    {
        foreach (var term in terms.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Cut(term);
            if (SearchTerms.IsOfCharacters(term) && Rune.GetRuneAt(term, 0).Utf16SequenceLength is var one && one < term.Length)
                yield return term[..one];
        }
    }

    private static string Cut(string term) => PlainText.Cut(term, SearchPosting.MostTerm);

    /// <summary>One search for one way to say what is looked for.</summary>
    private sealed class Search(DashboardDbContext db, IReadOnlyList<SearchPart> parts, SearchScope scope, int most)
    {
        private readonly SearchQuestion question = new([parts]);
        private readonly List<long> found = [];

        public async Task<IReadOnlyList<long>> RunAsync(CancellationToken cancellationToken)
        {
            var terms = await CountAsync(parts.Where(part => part.Sort != SearchPartSort.Word).SelectMany(part => part.Terms)
                .Distinct(StringComparer.Ordinal), Few, term => row => row.Term == term, cancellationToken);
            var words = await CountAsync(parts.Where(part => part.Sort == SearchPartSort.Word).Select(part => Cut(part.Terms[0]))
                .Distinct(StringComparer.Ordinal), Many, Begins, cancellationToken);
            if (terms.Concat(words).Any(one => one.Rows == 0)) return [];
            var gathered = words.Count == 0 ? null : Gathered(words[0].Text, terms);
            if (gathered is not null && words[0].Rows < Many && (terms.Count == 0 || words[0].Rows < terms[0].Rows || terms[0].Rows == Few))
                await ReadAsync(gathered, int.MaxValue, cancellationToken);
            else if (!await ReadAsync(terms.Count > 0 ? InOrder(terms) : Newest(), gathered is null ? int.MaxValue : MostLooked,
                cancellationToken))
            {
                found.Clear();
                await ReadAsync(gathered!, int.MaxValue, cancellationToken);
            }

            return found;
        }

        /// <summary>The texts with the rows that each stands in, counted no further than a limit, the rarest first.</summary>
        private async Task<List<(string Text, int Rows)>> CountAsync(IEnumerable<string> texts, int limit,
            Func<string, System.Linq.Expressions.Expression<Func<SearchPosting, bool>>> isIn, CancellationToken cancellationToken)
        {
            var counted = new List<(string Text, int Rows)>();
            foreach (var text in texts)
                counted.Add((text, await db.SearchPostings.Where(isIn(text)).Take(limit).CountAsync(cancellationToken)));
            return [.. counted.OrderBy(one => one.Rows)];
        }

        private System.Linq.Expressions.Expression<Func<SearchPosting, bool>> Begins(string word)
        {
            // The last text with this beginning, by the order of each store: by UTF-16 units, or by code points.
            var last = word + (db is SqliteDashboardDbContext ? "\U0010FFFF" : "\uFFFF");
#pragma warning disable CA1309 // The store compares, in the order of the column, which is ordinal.
            return row => string.Compare(row.Term, word) >= 0 && string.Compare(row.Term, last) <= 0;
#pragma warning restore CA1309
        }

        /// <summary>Records of the rarest term that hold the others, as the table has them in order.</summary>
        private IQueryable<long> InOrder(List<(string Text, int Rows)> terms)
        {
            var rarest = terms[0].Text;
            return Holding(Theirs().Where(row => row.Term == rarest), terms.Skip(1)).Select(row => row.Key);
        }

        /// <summary>Records with a word of this beginning that hold the terms, of however many words.</summary>
        private IQueryable<long> Gathered(string word, List<(string Text, int Rows)> terms) =>
            Holding(Theirs().Where(Begins(word)), terms).Select(row => row.Key).Distinct();

        private IQueryable<long> Newest() => scope.Kind is { } kind
            ? db.SearchRecords.Where(record => record.Key % IndexedRecord.MostKinds == kind).Select(record => record.Key)
            : db.SearchRecords.Select(record => record.Key);

        private IQueryable<SearchPosting> Holding(IQueryable<SearchPosting> rows, IEnumerable<(string Text, int Rows)> terms)
        {
            foreach (var (term, _) in terms.Take(MostJoined))
                rows = rows.Where(row => db.Set<SearchPosting>().Any(other => other.Term == term && other.Key == row.Key));
            return rows;
        }

        /// <summary>What may be meant: of whom it is, the record itself tells exactly.</summary>
        private IQueryable<SearchPosting> Theirs()
        {
            IQueryable<SearchPosting> rows = db.SearchPostings;
            if (!scope.WithPersonal) rows = rows.Where(row => row.IsOpen);
            if (scope.CommunityIds is { } communities)
            {
                List<int> theirs = [.. communities, SearchPosting.Everybodys, SearchPosting.Several];
                rows = rows.Where(row => theirs.Contains(row.CommunityId));
            }

            return scope.Kind is { } kind ? rows.Where(row => row.Key % IndexedRecord.MostKinds == kind) : rows;
        }

        /// <summary>Adds those of the records that answer, the last entered first.</summary>
        /// <param name="limit">Records that are looked at, about.</param>
        /// <returns>False when the limit was met before enough were found.</returns>
        private async Task<bool> ReadAsync(IQueryable<long> keys, int limit, CancellationToken cancellationToken)
        {
            var (before, looked) = (scope.Last is { } last ? last + 1 : long.MaxValue, 0);
            // Most of what holds all terms answers; where it does not, ever more are looked at in one go.
            for (var batch = most; looked < limit; batch = Math.Min(batch * 4, limit))
            {
                var below = before;
                var rows = await keys.Where(key => key < below).OrderByDescending(key => key).Take(batch)
                    .Join(db.SearchRecords.AsNoTracking(), key => key, record => record.Key, (key, record) => record)
                    .OrderByDescending(record => record.Key).ToListAsync(cancellationToken);
                foreach (var row in rows.Where(row => scope.Finds(question, row)))
                {
                    found.Add(row.Key);
                    if (found.Count == most) return true;
                }

                if (rows.Count < batch) return true;
                before = rows[^1].Key;
                looked += rows.Count;
            }

            return false;
        }
    }
}
