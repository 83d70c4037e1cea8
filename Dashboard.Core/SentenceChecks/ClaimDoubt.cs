namespace Concentric.SentenceChecks;

/// <summary>Why it is not sure what a number speaks of, though a metric's words stand beside it.</summary>
public enum ClaimDoubt
{
    /// <summary>物业类, 重大, 每个社区, "about heating": a part, an average or a share of what the metric counts.</summary>
    Narrower,

    /// <summary>未增长, "did not rise": what is said is denied.</summary>
    Denied,

    /// <summary>比馨顺园多, "than Xinshun": held against another place, which no metric does.</summary>
    Difference,

    /// <summary>Which communities are meant does not follow from the sentence.</summary>
    Places,

    /// <summary>A time is named that could not be read, or only its end.</summary>
    Period,

    /// <summary>It is compared with another time than the period is: 较上月 of a quarter, "than in August" of October.</summary>
    Comparison,

    /// <summary>The records hold several times as much: hardly the same thing.</summary>
    Size,

    /// <summary>No metric's words stand beside it, or it is one of a list that could not be told apart.</summary>
    Subject,
}
