using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.PublishedFigures;

namespace Concentric.SentenceChecks;

public sealed partial class SentenceChecker
{
    /// <summary>What one check goes by.</summary>
    private sealed record Scene(CurrentUser Caller, SentenceCheckRequest Request, CommunityDirectory.Names Names, CubeSnapshot Snapshot,
        FigureJudge Judge, IReadOnlyDictionary<string, string?> Remembered,
        IReadOnlyList<(PublishedFigure Figure, IReadOnlyList<HashSet<string>> Words)> Published,
        IReadOnlyDictionary<string, ClaimChoice> Choices, ReadText Read, MetricCatalogue Catalogue, IReadOnlyList<string> Terms)
    {
        private readonly Dictionary<string, int> said = [];

        /// <summary>How many claims before say the same.</summary>
        public int Ordinal(ReadClaim claim, string quoted)
        {
            var key = CheckedClaim.KeyOf(claim, quoted, 0);
            return said[key] = said.TryGetValue(key, out var before) ? before + 1 : 0;
        }
    }
}
