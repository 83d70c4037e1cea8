using System.Globalization;

namespace Concentric.Nodes;

/// <summary>In what two nodes of a store may differ and should not. Each has a text of its own.</summary>
public enum NodeAspect
{
    /// <summary>The program's version; in order while an upgrade goes from node to node.</summary>
    Version,

    /// <summary>The office's time zone: a day begins at another moment there.</summary>
    Zone,

    /// <summary>A setting of files, environment or command line.</summary>
    Setting,

    /// <summary>A clock that is ahead of the store's by more than <see cref="NodeDifference.MostClockOffset"/>.</summary>
    ClockAhead,

    /// <summary>A clock that is as much behind it.</summary>
    ClockBehind,

    /// <summary>A data folder that is not the one which all share.</summary>
    Folder,
}

/// <summary>That something is not the same on two nodes, or wrong on one.</summary>
/// <param name="Aspect">In what.</param>
/// <param name="Node">The other node's name, or that of the node which is wrong.</param>
/// <param name="Subject">The setting's key; empty for other aspects.</param>
/// <param name="Here">What it is on this node; for a clock, the whole seconds by which it is wrong.</param>
/// <param name="There">What it is on the other one.</param>
public sealed record NodeDifference(NodeAspect Aspect, string Node, string Subject, string Here, string There)
{
    /// <summary>More than a clock drifts that is set by a time server, and less than anybody would notice on a page.</summary>
    public static readonly TimeSpan MostClockOffset = TimeSpan.FromSeconds(30);

    /// <summary>What a node sees when it compares itself with others.</summary>
    /// <param name="own">This node.</param>
    /// <param name="others">Those that are alive.</param>
    public static IReadOnlyList<NodeDifference> Between(Node own, IEnumerable<Node> others)
    {
        var found = new List<NodeDifference>();
        AddOwnFaults(found, own);
        foreach (var other in others)
        {
            if (other.Version != own.Version || other.Schema != own.Schema)
                found.Add(new(NodeAspect.Version, other.Name, "", VersionOf(own, other), VersionOf(other, own)));
            if (other.Zone != own.Zone) found.Add(new(NodeAspect.Zone, other.Name, "", own.Zone, other.Zone));
            AddSettings(found, own, other);
            AddOwnFaults(found, other);
        }

        return found;
    }

    private static void AddOwnFaults(List<NodeDifference> found, Node node)
    {
        if (Math.Abs(node.ClockOffset) > MostClockOffset.TotalMilliseconds)
        {
            var seconds = Math.Round(Math.Abs(node.ClockOffset) / 1_000.0).ToString(CultureInfo.InvariantCulture);
            found.Add(new(node.ClockOffset > 0 ? NodeAspect.ClockAhead : NodeAspect.ClockBehind, node.Name, "", seconds, ""));
        }

        if (!node.HasFolder) found.Add(new(NodeAspect.Folder, node.Name, "", "", ""));
    }

    private static void AddSettings(List<NodeDifference> found, Node own, Node other)
    {
        if (own.Settings == other.Settings) return;
        var (here, there) = (MachineConfiguration.Parse(own.Settings), MachineConfiguration.Parse(other.Settings));
        foreach (var key in here.Keys.Union(there.Keys).Order(StringComparer.Ordinal))
        {
            var (mine, theirs) = (here.GetValueOrDefault(key, ""), there.GetValueOrDefault(key, ""));
            if (mine != theirs) found.Add(new(NodeAspect.Setting, other.Name, key, mine, theirs));
        }
    }

    /// <summary>The same version may have been built twice: then the last migration tells them apart.</summary>
    private static string VersionOf(Node node, Node other) =>
        node.Version == other.Version ? $"{node.Version}, {node.Schema}" : node.Version;
}
