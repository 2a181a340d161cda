namespace Actors.Gateway.FastLane;

/// <summary>Who answers in the fast lane, and what are such requests called?</summary>
/// <param name="Template">As the web application maps it; unlike the path it holds no key.</param>
internal sealed record FastLaneRoute(string Template, RequestDelegate Answer);
