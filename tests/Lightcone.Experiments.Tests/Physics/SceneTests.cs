using System.Globalization;
using System.Text.Json;
using Lightcone.Experiments.Physics;

namespace Lightcone.Experiments.Tests.Physics;

// Golden: scenes that planck 1.5.0 ran too; see README.md in this folder. Where rounding decides whether a limit is met exactly, there is no scene's row to hold to.
public sealed class SceneTests
{
    private static readonly JsonDocument Scenes = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Physics", "scenes.json")));

    public static TheoryData<string> Names => [.. Scenes.RootElement.EnumerateObject().Select(static scene => scene.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scene_goes_as_in_planck(string name)
    {
        JsonElement scene = Scenes.RootElement.GetProperty(name).GetProperty("scene"), golden = Scenes.RootElement.GetProperty(name).GetProperty("planck");
        (World world, Body[] bodies, RevoluteJoint[] joints) = Build(scene);
        JsonElement[][] rows = [.. golden.GetProperty("rows").EnumerateArray().Select(static row => row.EnumerateArray().ToArray())];
        Dictionary<int, int> asleep = [];
        List<string> begins = [], complaints = [];
        double tolerance = scene.GetProperty("joints").GetArrayLength() > 0 ? 2e-5 : 1e-5;
        for (int step = 1; step <= scene.GetProperty("n").GetInt32(); step++)
        {
            world.Step(scene.GetProperty("dt").GetDouble(), scene.GetProperty("vi").GetInt32(), scene.GetProperty("pi").GetInt32());
            foreach (JsonElement[] row in rows.Where(row => row[0].GetInt32() == step))
            {
                double[] expected = [.. row.Skip(2).Where(static x => x.ValueKind == JsonValueKind.Number).Select(static x => x.GetDouble())];
                double[] found = row[1].ValueKind == JsonValueKind.String ? [.. joints.Select(static joint => joint.Angle)] : State(bodies[row[1].GetInt32()]);
                for (int i = 0; i < expected.Length; i++)
                    if (!(Math.Abs(expected[i] - found[i]) <= tolerance))
                        complaints.Add(string.Create(CultureInfo.InvariantCulture, $"step {step}, {row[1]}, number {i}: {found[i]:G9} instead of {expected[i]:G9}"));
            }

            begins.AddRange(world.Events.Where(static e => e.Begins).Select(e => $"{step} {Pair(bodies, e)}"));
            for (int i = 0; i < bodies.Length; i++)
                if (bodies[i].IsDynamic && !bodies[i].IsAwake)
                    asleep.TryAdd(i, step);
        }

        Assert.Empty(complaints);
        Assert.Equal(golden.GetProperty("begin").EnumerateArray().Select(static e => $"{e[0]} {e[1]} {e[2]}").Order(StringComparer.Ordinal), begins.Order(StringComparer.Ordinal));
        Assert.Equal(golden.GetProperty("sleep").EnumerateObject().Select(static e => int.Parse(e.Name, CultureInfo.InvariantCulture)).Order(), asleep.Keys.Order());
        foreach (JsonProperty sleep in golden.GetProperty("sleep").EnumerateObject())
            Assert.InRange(asleep[int.Parse(sleep.Name, CultureInfo.InvariantCulture)], sleep.Value.GetInt32() - 2, sleep.Value.GetInt32() + 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Masses_are_plancks(string name)
    {
        JsonElement element = Scenes.RootElement.GetProperty(name);
        (_, Body[] bodies, _) = Build(element.GetProperty("scene"));
        Body[] shown = [.. element.GetProperty("scene").GetProperty("body").EnumerateArray().Select(index => bodies[index.GetInt32()])];
        double[] found = [.. shown.SelectMany(static body => (double[])[body.Mass, body.MomentAboutOrigin, body.Motion.LocalCenter.X, body.Motion.LocalCenter.Y])];
        double[] expected = [.. element.GetProperty("planck").GetProperty("mass").EnumerateArray().SelectMany(static row => row.EnumerateArray()).Select(static x => x.GetDouble())];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-9);
    }

    private static double[] State(Body body) => [body.Pose.Position.X, body.Pose.Position.Y, body.Motion.Angle, body.Velocity.X, body.Velocity.Y, body.Spin];

    private static string Pair(Body[] bodies, ContactEvent e)
    {
        int a = Array.IndexOf(bodies, e.A.Body), b = Array.IndexOf(bodies, e.B.Body);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Min(a, b)} {Math.Max(a, b)}");
    }

    private static (World World, Body[] Bodies, RevoluteJoint[] Joints) Build(JsonElement scene)
    {
        World world = new(Vector(scene.GetProperty("g")));
        List<Body> bodies = [];
        foreach (JsonElement b in scene.GetProperty("bodies").EnumerateArray())
        {
            bool isDynamic = b.GetProperty("type").GetString() == "dynamic";
            Body body = world.AddBody(isDynamic, new(Number(b, "x"), Number(b, "y")), Number(b, "a"), isDynamic ? Number(b, "ld") : 0, isDynamic ? Number(b, "ad") : 0);
            foreach (JsonElement s in b.GetProperty("shapes").EnumerateArray())
                world.AddFixture(body, Shape(s), Surface(s));
            if (isDynamic)
                (body.Velocity, body.Spin) = (Vector(b.GetProperty("v")), Number(b, "w"));
            bodies.Add(body);
        }

        List<RevoluteJoint> joints = [];
        foreach (JsonElement j in scene.GetProperty("joints").EnumerateArray())
        {
            joints.Add(world.AddJoint(new RevoluteJoint
            {
                A = bodies[j.GetProperty("a").GetInt32()],
                B = bodies[j.GetProperty("b").GetInt32()],
                AnchorA = Vector(j.GetProperty("la")),
                AnchorB = Vector(j.GetProperty("lb")),
                Motor = j.GetProperty("motor").GetBoolean() ? (Number(j, "speed"), Number(j, "torque")) : null,
                Limits = j.GetProperty("limit").GetBoolean() ? (Number(j, "lo"), Number(j, "hi")) : null,
            }));
        }

        return (world, [.. bodies], [.. joints]);
    }

    private static Shape Shape(JsonElement s) => s.GetProperty("kind").GetString() switch
    {
        "box" => Experiments.Physics.Shape.Polygon.Rectangle(Number(s, "hx"), Number(s, "hy")),
        "circle" => new Shape.Circle(Number(s, "r")),
        "edge" => new Shape.Edge(Vector(s.GetProperty("v")[0]), Vector(s.GetProperty("v")[1])),
        _ => new Shape.Polygon([.. s.GetProperty("v").EnumerateArray().Select(Vector)]),
    };

    private static Surface Surface(JsonElement s)
    {
        Surface surface = new() { Density = Number(s, "density"), Friction = Number(s, "friction"), Restitution = Number(s, "restitution") };
        return s.TryGetProperty("cat", out JsonElement category) ? surface with { Category = category.GetInt32(), Mask = s.GetProperty("mask").GetInt32() } : surface;
    }

    private static Vector2D Vector(JsonElement v) => new(v[0].GetDouble(), v[1].GetDouble());

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
