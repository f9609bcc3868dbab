/** State that outlives the component that happens to ask for it first; what is derived would otherwise end with that one. */
export function outliving<Made>(make: () => Made): Made {
  const made: Made[] = [];
  $effect.root(() => {
    made.push(make());
  });
  return made[0] as Made;
}
