using Concentric.Data;
using Concentric.Programmes;
using Concentric.Projects;

namespace Concentric.Activities;

/// <summary>What an output measures; each kind has one unit.</summary>
public enum OutputKind
{
    /// <summary>Rubbish removed, tonnes.</summary>
    Rubbish,

    /// <summary>Road repaired, metres.</summary>
    Road,

    /// <summary>Septic tanks cleared.</summary>
    Tanks,

    /// <summary>Truckloads removed.</summary>
    Truckloads,

    /// <summary>Charging ports agreed.</summary>
    PortsAgreed,

    /// <summary>Charging ports built.</summary>
    PortsBuilt,

    /// <summary>Fire lanes cleared.</summary>
    FireLanes,
}

/// <summary>A measured output of an activity, a project or an agreement.</summary>
public sealed class Output : CommunityRecord
{
    public OutputKind Kind { get; set; }

    /// <summary>Thousandths of the kind's unit.</summary>
    public long AmountMilli { get; set; }

    public DateOnly RecordedOn { get; set; }

    public long? ActivityId { get; set; }

    public Activity? Activity { get; set; }

    public long? ProjectId { get; set; }

    public Project? Project { get; set; }

    public long? AgreementId { get; set; }

    public Agreement? Agreement { get; set; }

    public int? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }
}

/// <summary>Outputs of one kind added up.</summary>
/// <param name="AmountMilli">Thousandths of the kind's unit.</param>
public sealed record OutputTotal(OutputKind Kind, long AmountMilli);
